package dev.latchkey.testing;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Begins before each test that names an attack of SECURITY.md, and checks what must hold on all of them after each that has
 * not failed by itself. Tests run one after the other.
 */
public abstract class AttackWatch implements BeforeEachCallback, AfterEachCallback {
    private volatile boolean watching;

    /** Begins to watch. */
    protected abstract void begin();

    /** Ends what was begun, whatever became of the test. */
    protected abstract void end();

    /**
     * Checks what was seen.
     *
     * @param numbers the attacks that the test names
     */
    protected abstract void check(ExtensionContext context, Set<Integer> numbers);

    @Override
    public final void beforeEach(ExtensionContext context) {
        watching = !numbers(context).isEmpty();
        if (watching) {
            begin();
        }
    }

    @Override
    public final void afterEach(ExtensionContext context) {
        if (!watching) {
            return;
        }
        watching = false;
        end();
        if (context.getExecutionException().isEmpty()) {
            check(context, numbers(context));
        }
    }

    private static Set<Integer> numbers(ExtensionContext context) {
        return Stream.of(context.getRequiredTestMethod(), context.getRequiredTestClass())
                .flatMap(element -> AnnotationSupport.findAnnotation(element, Attack.class).stream())
                .flatMap(attack -> Arrays.stream(attack.value()).boxed())
                .collect(Collectors.toUnmodifiableSet());
    }
}
