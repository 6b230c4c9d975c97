package dev.latchkey.auth.bearer;

import java.util.Optional;

/** How a token is sent (RFC 9110 section 11.1). */
enum TokenScheme {
    /** Alone (RFC 6750). */
    BEARER("Bearer"),
    /** With a proof of the key that it is bound to (RFC 9449). */
    DPOP("DPoP");

    private final String text;

    TokenScheme(String text) {
        this.text = text;
    }

    /** The scheme of this name; case does not matter. */
    static Optional<TokenScheme> of(String name) {
        if (name.equalsIgnoreCase(BEARER.text)) {
            return Optional.of(BEARER);
        }
        return name.equalsIgnoreCase(DPOP.text) ? Optional.of(DPOP) : Optional.empty();
    }

    /** Its name as registered. */
    @Override
    public String toString() {
        return text;
    }
}
