package dev.latchkey.provider.bundle;

/** A configuration with a {@code provider} section. */
@FunctionalInterface
public interface HasProvider {
    /** The section. */
    ProviderConfiguration getProvider();
}
