package dev.latchkey.auth.bundle;

/** How the tokens of an issuer are judged. */
public enum ValidationMode {
    /** By their signature, without asking the issuer; what is not a JWT is refused. */
    JWT,
    /** By asking the issuer (RFC 7662), JWTs too. */
    INTROSPECTION,
    /** JWTs by their signature, all others by asking the issuer. */
    AUTO
}
