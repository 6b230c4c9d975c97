package dev.latchkey.sample.api;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers in JSON what the server refuses before any resource sees it: broken requests, headers without sense. */
public final class JsonErrorHandler extends ErrorHandler {
    private static final int SERVER_ERROR = 500;
    private static final String REFUSED =
            "{\"error\":\"invalid_request\",\"error_description\":\"The request cannot be read: check its syntax.\"}";
    private static final String FAULT =
            "{\"error\":\"server_error\",\"error_description\":\"Something went wrong here: tell the operator.\"}";

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, PrivateAnswers.STORED_NOWHERE);
        response.getHeaders().put(PrivateAnswers.TYPE_OPTIONS, PrivateAnswers.AS_IT_SAYS);
        // The server closes after a request that it could not read; a client that is not told sends its next one there.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        Content.Sink.write(response, true, code < SERVER_ERROR ? REFUSED : FAULT, callback);
    }
}
