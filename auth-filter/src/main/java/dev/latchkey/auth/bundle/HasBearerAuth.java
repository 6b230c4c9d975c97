package dev.latchkey.auth.bundle;

/** A Dropwizard configuration with a section for the filter. */
@FunctionalInterface
public interface HasBearerAuth {
    /** The filter's section, by convention under the key {@code bearerAuth}. */
    BearerAuthConfiguration getBearerAuth();
}
