package dev.latchkey.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demands the scope {@code read} for GET, HEAD and OPTIONS and the scope {@code write} for every other HTTP method.
 *
 * <p>On a method it replaces what the class says.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresReadWriteScope {
    /** Scopes that are needed besides {@code read} or {@code write}. */
    String[] value() default {};
}
