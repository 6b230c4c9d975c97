package dev.latchkey.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demands an access token with these scopes; on a method it replaces what the class says.
 *
 * <p>Repeated on one element, the annotations are alternatives: {@code @RequiresScope({"a", "b"}) @RequiresScope("c")}
 * means (a and b) or c. {@code @RequiresScope({})} demands a valid token and no scope.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(RequiresScope.Alternatives.class)
public @interface RequiresScope {
    /** The scope tokens, one per element (RFC 6749 section 3.3). */
    String[] value();

    /** Whether all of the scopes or any one of them is needed. */
    ScopeMatch match() default ScopeMatch.ALL;

    /** Holds repeated annotations; write {@link RequiresScope} several times instead. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Alternatives {
        /** The alternatives. */
        RequiresScope[] value();
    }
}
