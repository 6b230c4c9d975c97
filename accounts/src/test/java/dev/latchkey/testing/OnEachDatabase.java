package dev.latchkey.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a test class once on each database of this run; its constructor takes the {@link TestDatabase}.
 *
 * <pre>{@code
 * @OnEachDatabase
 * final class UserStoreTest {
 *     private final JdbcAddress address;
 *
 *     UserStoreTest(TestDatabase database) {
 *         address = database.create("user_store");
 *     }
 * }
 * }</pre>
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ParameterizedClass(name = "{0}")
@ArgumentsSource(EachDatabase.class)
public @interface OnEachDatabase {}
