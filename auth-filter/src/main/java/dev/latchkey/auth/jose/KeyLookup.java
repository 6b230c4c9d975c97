package dev.latchkey.auth.jose;

/** What came out of looking for a key. */
public sealed interface KeyLookup {
    /**
     * The key is known.
     *
     * @param key the key that checks the signature
     */
    record Found(VerificationKey key) implements KeyLookup {}

    /** The issuer has no such key. */
    record Unknown() implements KeyLookup {}

    /** No keys of the issuer could be had so far. */
    record Unavailable() implements KeyLookup {}
}
