package dev.latchkey.provider.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What ties an answer, its log lines and its audit events together; empty outside a request. */
public final class RequestTrace {
    /** The logging context's key of the request's id, the value of the answer's {@code X-Request-Id}. */
    public static final String REQUEST_ID = "requestId";

    /** The logging context's key of the address the request came from. */
    public static final String CLIENT_ADDRESS = "clientAddress";

    private RequestTrace() {}

    /** The id of the request that this thread serves. */
    public static Optional<String> requestId() {
        return Optional.ofNullable(MDC.get(REQUEST_ID));
    }

    /** The address that the request came from. */
    public static Optional<String> clientAddress() {
        return Optional.ofNullable(MDC.get(CLIENT_ADDRESS));
    }

    /** Begins a request on this thread. */
    public static void begin(String requestId, @Nullable String clientAddress) {
        MDC.put(REQUEST_ID, requestId);
        MDC.put(CLIENT_ADDRESS, clientAddress);
    }

    /** Ends the request on this thread. */
    public static void end() {
        MDC.remove(REQUEST_ID);
        MDC.remove(CLIENT_ADDRESS);
    }
}
