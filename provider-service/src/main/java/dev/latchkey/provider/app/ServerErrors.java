package dev.latchkey.provider.app;

import dev.latchkey.provider.endpoint.RequestIds;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.core.MediaType;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in JSON, and without a word of the request, what is refused before any endpoint sees it: broken request
 * lines, ambiguous paths, headers too large or without sense.
 */
final class ServerErrors extends ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ServerErrors.class);
    private static final int SERVER_ERROR = 500;
    private static final long RETRY_AFTER_SECONDS = 2;
    private static final String REFUSED =
            json("invalid_request", "The request is malformed. Check its address and headers.");
    private static final String NO_FORM =
            json("unsupported_media_type", "Send the parameters as application/x-www-form-urlencoded.");
    private static final String NO_METHOD =
            json("invalid_request", "Nothing here knows this method. Send GET or POST, as the documentation says.");
    private static final String BUSY =
            json("temporarily_unavailable", "The service is closing. Send the same request again in a moment.");
    private static final String FAULT =
            json("server_error", "The service failed to answer. Try again, and report it if it stays so.");

    private final RequestIds ids;

    private ServerErrors(RequestIds ids) {
        this.ids = ids;
    }

    /** Puts it in place of the pages of the server, whose TRACE too goes to the endpoints: they say what they take. */
    static void register(ServerFactory factory, Environment environment) {
        ServerErrors errors = new ServerErrors(new RequestIds(new SecureRandom()));
        environment.getApplicationContext().setErrorHandler(errors);
        environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(errors));
        if (factory instanceof AbstractServerFactory server) {
            Set<String> methods = new HashSet<>(server.getAllowedMethods());
            methods.add("TRACE");
            server.setAllowedMethods(methods);
        }
    }

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
        if (!response.getHeaders().contains(RequestIds.HEADER)) {
            String id = ids.of(request.getHeaders().get(RequestIds.HEADER));
            response.getHeaders().put(RequestIds.HEADER, id);
            LOG.info("refused: {} before any endpoint saw it, request {}", code, id);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        // The server closes after a request that it could not read; a client that is not told sends its next one there.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        if (code == HttpStatus.BAD_REQUEST_400 && !hasMediaType(request)) {
            response.setStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415);
            Content.Sink.write(response, true, NO_FORM, callback);
            return;
        }
        if (code == HttpStatus.METHOD_NOT_ALLOWED_405) {
            // Only a method that no endpoint has gets no further than here (RFC 9110 section 9.1).
            response.setStatus(HttpStatus.NOT_IMPLEMENTED_501);
            Content.Sink.write(response, true, NO_METHOD, callback);
            return;
        }
        if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
            // It came when the server closes: another server may answer.
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
            Content.Sink.write(response, true, BUSY, callback);
            return;
        }
        Content.Sink.write(response, true, code < SERVER_ERROR ? REFUSED : FAULT, callback);
    }

    // Jersey refuses a Content-Type that is none itself, as a malformed request.
    private static boolean hasMediaType(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        try {
            return type == null || MediaType.valueOf(type).getType() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String json(String error, String description) {
        return "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}";
    }
}
