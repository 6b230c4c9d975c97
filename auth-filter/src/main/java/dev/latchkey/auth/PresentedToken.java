package dev.latchkey.auth;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An access token as a client sent it, not yet judged; its text form does not show it.
 *
 * @param value the token without the scheme
 * @param provenKey the SHA-256 thumbprint (RFC 7638) of the key the sender has proven to have (RFC 9449); null without
 */
public record PresentedToken(String value, @Nullable String provenKey) {
    private static final int FINGERPRINT_BYTES = 6;

    /** A token whose sender has proven nothing: a Bearer token. */
    public PresentedToken(String value) {
        this(value, null);
    }

    /** The same token, whose sender has proven to have the key of this thumbprint. */
    public PresentedToken provenBy(String thumbprint) {
        return new PresentedToken(value, thumbprint);
    }

    /** The SHA-256 digest of the token, 32 bytes: what may be kept or compared in its place. */
    public byte[] sha256() {
        return Sha256.digest(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The first 12 hexadecimal digits of the digest: enough to find the token's lines in a log, useless otherwise. */
    public String fingerprint() {
        return HexFormat.of().formatHex(sha256(), 0, FINGERPRINT_BYTES);
    }

    /** Names the token by its fingerprint. */
    @Override
    public String toString() {
        return "PresentedToken[" + fingerprint() + "]";
    }
}
