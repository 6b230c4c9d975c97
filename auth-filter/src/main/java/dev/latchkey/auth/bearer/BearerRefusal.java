package dev.latchkey.auth.bearer;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Ends a request with a finished answer. Without a stack trace: strangers cause it. */
final class BearerRefusal extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    BearerRefusal(Response response) {
        super(response);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing to guard: it does nothing
    public Throwable fillInStackTrace() {
        return this;
    }
}
