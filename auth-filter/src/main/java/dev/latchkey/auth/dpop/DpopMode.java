package dev.latchkey.auth.dpop;

/** What an API makes of DPoP (RFC 9449). */
public enum DpopMode {
    /** The scheme is not known; tokens that are bound to a key are refused. */
    OFF,
    /** Bound tokens come with a proof, others as Bearer. */
    ALLOWED,
    /** Only bound tokens are taken. */
    REQUIRED
}
