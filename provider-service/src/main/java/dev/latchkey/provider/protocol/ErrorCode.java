package dev.latchkey.provider.protocol;

/**
 * The error codes a client can get, each with its HTTP status (RFC 6749 §4.1.2.1, §5.2, RFC 6750 §3.1, RFC 8707
 * §2, OpenID Connect Core 1.0 §3.1.2.6).
 */
public enum ErrorCode {
    INVALID_REQUEST("invalid_request", 400),
    INVALID_CLIENT("invalid_client", 401),
    INVALID_GRANT("invalid_grant", 400),
    UNAUTHORIZED_CLIENT("unauthorized_client", 400),
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
    INVALID_SCOPE("invalid_scope", 400),
    /** The Bearer token that authorizes the request is not good. */
    INVALID_TOKEN("invalid_token", 401),
    INSUFFICIENT_SCOPE("insufficient_scope", 403),
    INVALID_TARGET("invalid_target", 400),
    /** What shall be revoked is no token, RFC 7009 §2.2.1. */
    UNSUPPORTED_TOKEN_TYPE("unsupported_token_type", 400),
    UNSUPPORTED_RESPONSE_TYPE("unsupported_response_type", 400),
    ACCESS_DENIED("access_denied", 400),
    /** RFC 8628 §3.5. */
    AUTHORIZATION_PENDING("authorization_pending", 400),
    /** RFC 8628 §3.5. */
    SLOW_DOWN("slow_down", 400),
    /** RFC 8628 §3.5. */
    EXPIRED_TOKEN("expired_token", 400),
    LOGIN_REQUIRED("login_required", 400),
    CONSENT_REQUIRED("consent_required", 400),
    REQUEST_NOT_SUPPORTED("request_not_supported", 400),
    REQUEST_URI_NOT_SUPPORTED("request_uri_not_supported", 400),
    /** The path exists nowhere under the issuer. */
    NOT_FOUND("not_found", 404),
    METHOD_NOT_ALLOWED("method_not_allowed", 405),
    USERNAME_TAKEN("username_taken", 409),
    REQUEST_TOO_LARGE("request_too_large", 413),
    UNSUPPORTED_MEDIA_TYPE("unsupported_media_type", 415),
    /** Too many failed attempts; {@code Retry-After} says how long to wait (RFC 6585 §4). */
    TOO_MANY_REQUESTS("too_many_requests", 429),
    SERVER_ERROR("server_error", 500),
    TEMPORARILY_UNAVAILABLE("temporarily_unavailable", 503);

    private final String code;
    private final int status;

    ErrorCode(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /** The code as it stands in the {@code error} member. */
    public String code() {
        return code;
    }

    /** The HTTP status of an answer with this code. */
    public int status() {
        return status;
    }
}
