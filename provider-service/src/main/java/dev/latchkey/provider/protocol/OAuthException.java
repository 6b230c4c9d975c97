package dev.latchkey.provider.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The refusal that ends a request. It has two texts: the {@link OAuthError} for the client and a detail for the log.
 * It carries no stack trace: it is an answer, not a fault.
 */
public final class OAuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient OAuthError error;
    private final boolean challenge;
    private final int retryAfter;

    private OAuthException(OAuthError error, @Nullable String detail, boolean challenge, int retryAfter) {
        super(detail == null ? error.description() : detail, null, false, false);
        this.error = error;
        this.challenge = challenge;
        this.retryAfter = retryAfter;
    }

    /** A refusal whose log line is the client's sentence. */
    public OAuthException(ErrorCode code, String description) {
        this(new OAuthError(code, description), null, false, 0);
    }

    /** A refusal with more for the log; {@code detail} never holds a secret or a token. */
    public OAuthException(ErrorCode code, String description, String detail) {
        this(new OAuthError(code, description), detail, false, 0);
    }

    /** A malformed request. */
    public static OAuthException invalidRequest(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description);
    }

    /** A code, refresh token or password that is not good; the client learns no more than that. */
    public static OAuthException invalidGrant(String description, String detail) {
        return new OAuthException(ErrorCode.INVALID_GRANT, description, detail);
    }

    /** A failed client authentication; {@code challenge} adds {@code WWW-Authenticate: Basic} (RFC 6749 §5.2). */
    public static OAuthException invalidClient(String detail, boolean challenge) {
        OAuthError error = new OAuthError(
                ErrorCode.INVALID_CLIENT,
                "Client authentication failed: check the client id, the secret and the authentication method.");
        return new OAuthException(error, detail, challenge, 0);
    }

    /** A passing inability to answer; the client may try again after {@code retryAfter} seconds. */
    public static OAuthException unavailable(String detail, int retryAfter) {
        OAuthError error = new OAuthError(
                ErrorCode.TEMPORARILY_UNAVAILABLE, "The service is busy. Send the same request again in a moment.");
        return new OAuthException(error, detail, false, retryAfter);
    }

    /** Too many failed attempts; the client may try again after {@code retryAfter} seconds. */
    public static OAuthException tooManyFailures(String detail, int retryAfter) {
        OAuthError error = new OAuthError(
                ErrorCode.TOO_MANY_REQUESTS,
                "Too many failed attempts. Wait as long as Retry-After says, and check the client secret.");
        return new OAuthException(error, detail, false, retryAfter);
    }

    /** Too many attempts of a person; another is possible after {@code retryAfter} seconds. */
    public static OAuthException tooManyAttempts(String detail, int retryAfter) {
        OAuthError error = new OAuthError(
                ErrorCode.TOO_MANY_REQUESTS, "Too many attempts. Wait as long as Retry-After says, then try again.");
        return new OAuthException(error, detail, false, retryAfter);
    }

    /** What the client reads. */
    public OAuthError error() {
        return error;
    }

    /** Whether the answer carries a Basic challenge. */
    public boolean challenge() {
        return challenge;
    }

    /** Seconds for {@code Retry-After}; 0 for none. */
    public int retryAfter() {
        return retryAfter;
    }
}
