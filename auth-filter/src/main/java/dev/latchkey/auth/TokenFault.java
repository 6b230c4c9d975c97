package dev.latchkey.auth;

/** Why a token is refused, as far as its sender may know; the texts are fixed so that they tell nothing else. */
public enum TokenFault {
    /** Malformed, forged, unknown, revoked, not an access token, or of another issuer. */
    INVALID("The access token is invalid."),
    /** Good once, but past its time. */
    EXPIRED("The access token has expired."),
    /** Meant for another API. */
    WRONG_AUDIENCE("The access token is not valid for this resource.");

    private final String description;

    TokenFault(String description) {
        this.description = description;
    }

    /** The {@code error_description} the client gets (RFC 6750 section 3). */
    public String description() {
        return description;
    }
}
