package dev.latchkey.auth.jose;

import java.util.Map;

/** What came out of checking a JWT that carries its own key. */
public sealed interface ProofVerification {
    /**
     * Whoever made it has the private key; the claims are still to be judged.
     *
     * @param claims the payload, without duplicate members
     * @param thumbprint the SHA-256 thumbprint of the public key (RFC 7638), base64url
     */
    record Verified(Map<String, Object> claims, String thumbprint) implements ProofVerification {}

    /**
     * It is malformed, of another type, or proves nothing.
     *
     * @param logReason a fixed text for the log
     */
    record Refused(String logReason) implements ProofVerification {}
}
