package dev.latchkey.auth;

import java.time.Duration;

/** What came out of judging a token. */
public sealed interface TokenValidation {
    /**
     * The token is good.
     *
     * @param principal whom the token stands for and what it allows
     */
    record Valid(TokenPrincipal principal) implements TokenValidation {}

    /**
     * The token is refused: 401 {@code invalid_token} (RFC 6750 section 3.1).
     *
     * @param fault what the client is told
     * @param logReason what the log is told; never holds the token or text taken from it
     */
    record Rejected(TokenFault fault, String logReason) implements TokenValidation {}

    /**
     * The token cannot be judged at present, because something it takes is out of reach: 503.
     *
     * @param retryAfter when asking again makes sense
     * @param logReason what the log is told
     */
    record Unavailable(Duration retryAfter, String logReason) implements TokenValidation {}
}
