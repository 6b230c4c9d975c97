package dev.latchkey.provider.page;

/**
 * The refusal that ends the request of a person: an error page. It carries no stack trace: it is an answer, not a
 * fault.
 */
public final class PageRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String key;
    private final String code;
    private final int retryAfter;

    /**
     * Makes the refusal.
     *
     * @param status the HTTP status
     * @param key where its texts stand: {@code key.title} and {@code key.text}
     * @param code the error code for the developer of the application
     * @param description a sentence for the developer and the log: no secret and no input
     */
    public PageRefusedException(int status, String key, String code, String description) {
        this(status, key, code, description, 0);
    }

    private PageRefusedException(int status, String key, String code, String description, int retryAfter) {
        super(description, null, false, false);
        this.status = status;
        this.key = key;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** The same, good to be sent again after some seconds. */
    public PageRefusedException retryAfter(int seconds) {
        return new PageRefusedException(status, key, code, String.valueOf(getMessage()), seconds);
    }

    /** After how many seconds it may be sent again; 0 for no such thing. */
    public int retryAfter() {
        return retryAfter;
    }

    /** A form that was not served to this browser, or no longer is good. */
    public static PageRefusedException forged() {
        return new PageRefusedException(
                403, "error.csrf", "access_denied", "The form's CSRF token is missing or wrong. Load the page again.");
    }

    /** A ticket that is too old or another browser's. */
    public static PageRefusedException staleTicket() {
        return new PageRefusedException(
                400,
                "error.ticket",
                "invalid_request",
                "The ticket in the request is too old, changed or another browser's. Start the request again.");
    }

    /** A parameter in the address of a list that does not say where in the list. */
    public static PageRefusedException offTheList() {
        return new PageRefusedException(
                400,
                "error.request",
                "invalid_request",
                "A parameter in the address is not one that the list understands. Start from its first page.");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Where its texts stand. */
    public String key() {
        return key;
    }

    /** The error code for the developer of the application. */
    public String code() {
        return code;
    }
}
