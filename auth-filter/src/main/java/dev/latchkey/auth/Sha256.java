package dev.latchkey.auth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), for every request: a copy of a fresh digest costs a tenth of finding one by its name. */
final class Sha256 {
    // Only ever copied, never fed.
    private static final MessageDigest FRESH = named();

    private Sha256() {}

    /** The digest, 32 bytes. */
    static byte[] digest(byte[] bytes) {
        return fresh().digest(bytes);
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            return named();
        }
    }

    private static MessageDigest named() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
