package dev.latchkey.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets in, besides the tokens that the rule on the same element demands, whoever another filter has authenticated, such
 * as by a password (Basic): a token with the scope, or another authentication.
 *
 * <p>Scopes are asked of tokens only; roles are asked of everybody. A bad token is refused, whatever else is sent.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AllowsOtherAuthentication {}
