package dev.latchkey.sample.api;

import java.util.Map;
import java.util.Set;

/** A request that is refused; the one mapper turns it into JSON. */
public final class ApiException extends RuntimeException {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final int UNPROCESSABLE = 422;

    private final int status;
    private final ApiError error;

    private ApiException(int status, ApiError error) {
        super(error.description(), null, false, false);
        this.status = status;
        this.error = error;
    }

    /** 400: the request cannot be read. */
    public static ApiException unreadable(String description) {
        return new ApiException(BAD_REQUEST, ApiError.of("invalid_request", description));
    }

    /** 400: a parameter of the URL is wrong. */
    public static ApiException badParameter(String name, String sentence) {
        return new ApiException(BAD_REQUEST, ofFields(Map.of(name, sentence)));
    }

    /** 422: the body was understood, but these fields are wrong. */
    public static ApiException invalid(Map<String, String> fields) {
        return new ApiException(UNPROCESSABLE, ofFields(fields));
    }

    /** 403: whatever the token allows, this is not done here. */
    public static ApiException forbidden(String description) {
        return new ApiException(FORBIDDEN, ApiError.of("forbidden", description));
    }

    /** 404: there is no such thing. */
    public static ApiException notFound(String description) {
        return new ApiException(NOT_FOUND, ApiError.of("not_found", description));
    }

    /** 409: the field's value belongs to another. */
    public static ApiException taken(String field, String sentence) {
        return new ApiException(CONFLICT, new ApiError("conflict", sentence, Map.of(field, sentence)));
    }

    /** 413: the body is larger than the limit in bytes. */
    public static ApiException tooLarge(int limit) {
        return new ApiException(
                TOO_LARGE, ApiError.of("too_large", "A body has at most " + limit + " bytes: send a smaller one."));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The body. */
    public ApiError error() {
        return error;
    }

    private static ApiError ofFields(Map<String, String> fields) {
        return new ApiError("invalid_request", "Correct " + namesOf(fields.keySet()) + ".", fields);
    }

    private static String namesOf(Set<String> fields) {
        return fields.stream()
                .sorted()
                .reduce((some, other) -> some + ", " + other)
                .orElse("the body");
    }
}
