package dev.latchkey.auth.dpop;

/** What came out of examining a proof. */
public sealed interface DpopExamination {
    /**
     * The sender has this key. The proof may still be one that was used before.
     *
     * @param thumbprint the key's SHA-256 thumbprint (RFC 7638), base64url
     * @param identifier the proof's {@code jti}
     */
    record Proven(String thumbprint, String identifier) implements DpopExamination {}

    /**
     * The proof is refused: 401 {@code invalid_dpop_proof} (RFC 9449 section 7.1).
     *
     * @param logReason a fixed text for the log
     */
    record Refused(String logReason) implements DpopExamination {}

    /** The proof is good but for its nonce: 401 {@code use_dpop_nonce} (RFC 9449 section 9). */
    record NonceWanted() implements DpopExamination {}
}
