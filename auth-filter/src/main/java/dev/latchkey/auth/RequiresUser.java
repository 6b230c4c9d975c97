package dev.latchkey.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demands a token that stands for a user ({@link TokenPrincipal#isUser}); an application's own token is refused.
 *
 * <p>It adds to the scope rules: on a class it holds for all its methods, whatever else they say. Alone it demands a
 * user's token and no scope.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresUser {}
