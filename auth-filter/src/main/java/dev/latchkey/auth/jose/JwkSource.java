package dev.latchkey.auth.jose;

/** Where the keys of an issuer come from; thread-safe. */
@FunctionalInterface
public interface JwkSource {
    /** Looks for the key of this {@code kid} and algorithm; answers within about two seconds. */
    KeyLookup find(String keyId, SigningAlgorithm algorithm);
}
