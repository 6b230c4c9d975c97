package dev.latchkey.provider.client;

import dev.latchkey.provider.protocol.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a client secret: a keyed hash; or, for client_secret_jwt, the secret wrapped.
 *
 * @param secretId the id of the server secret that keyed it, 4 bytes
 * @param hash HMAC-SHA256, 32 bytes; for client_secret_jwt nonce, ciphertext and tag
 * @param createdAt since when the secret is good
 * @param expiresAt from when it is no longer good; null for never
 */
public record ClientSecretHash(
        ByteString secretId,
        ByteString hash,
        Instant createdAt,
        @Nullable Instant expiresAt) {
    private static final int FINGERPRINT = 8;

    /** Whether the secret may still be used at {@code now}. */
    public boolean isLiveAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** What tells this secret from a client's others: 16 hex digits of which nothing can be made. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(hash.bytes());
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The same secret kept under another key, good for the same time. */
    ClientSecretHash keyedBy(ByteString otherSecretId, ByteString otherHash) {
        return new ClientSecretHash(otherSecretId, otherHash, createdAt, expiresAt);
    }
}
