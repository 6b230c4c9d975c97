package dev.latchkey.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demands a token whose user signed in strongly or recently enough (RFC 9470); else 401 with
 * {@code insufficient_user_authentication} tells the client what to ask the issuer for.
 *
 * <p>It adds to the scope rules: on a class it holds for all its methods, and on a method it replaces the class's. Alone
 * it demands such a token and no scope. A token without the claims {@code acr} or {@code auth_time} that it asks for is
 * refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresAuthentication {
    /** The authentication context classes one of which the token's {@code acr} must be; any by default. */
    String[] acr() default {};

    /** How many seconds ago, by the token's {@code auth_time}, the user may have signed in; any by default. */
    long maxAge() default Long.MAX_VALUE;
}
