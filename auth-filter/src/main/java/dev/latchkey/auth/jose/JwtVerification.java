package dev.latchkey.auth.jose;

import java.util.Map;

/** What came out of checking the form and the signature of a JWT. */
public sealed interface JwtVerification {
    /**
     * The signature is the issuer's; the claims are still to be judged.
     *
     * @param claims the payload, without duplicate members
     */
    record Verified(Map<String, Object> claims) implements JwtVerification {}

    /**
     * The JWT is malformed, of another type, or not signed by the issuer.
     *
     * @param logReason a fixed text for the log
     */
    record Refused(String logReason) implements JwtVerification {}

    /** The keys to check it with are out of reach. */
    record KeysUnavailable() implements JwtVerification {}
}
