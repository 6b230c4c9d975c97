package dev.latchkey.auth;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Demands a resource's own read or write scope by HTTP method: {@code @RequiresResourceScope("music")} means
 * {@code music:read} for GET, HEAD and OPTIONS and {@code music:write} for every other one.
 *
 * <p>On a method it replaces what the class says.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresResourceScope {
    /** The resource's name, the part of the scope before the colon. */
    String value();
}
