package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthError;
import dev.latchkey.provider.protocol.OAuthException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns every refusal into its answer: JSON for clients (RFC 6749 §5.2), a page for people. The client's sentence goes
 * out, the detail into the log.
 */
public final class OAuthExceptionMapper implements ExceptionMapper<OAuthException> {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthExceptionMapper.class);
    private static final Set<ErrorCode> BEARER = Set.of(ErrorCode.INVALID_TOKEN, ErrorCode.INSUFFICIENT_SCOPE);
    private static final String CHALLENGE = "Basic realm=\"Latchkey\", charset=\"UTF-8\"";

    private final ErrorPages pages;

    @Context
    private @Nullable UriInfo uri;

    @Context
    private @Nullable HttpHeaders headers;

    public OAuthExceptionMapper(ErrorPages pages) {
        this.pages = pages;
    }

    @Override
    public Response toResponse(OAuthException refusal) {
        String path = uri == null ? "" : uri.getPath();
        OAuthException answered = EndpointPaths.takesPassword(path) ? asField(refusal) : refusal;
        return EndpointPaths.isPage(path) ? page(answered) : json(answered);
    }

    // No good password is that long: it is refused as any other that is too long.
    private static OAuthException asField(OAuthException refusal) {
        return refusal.error().code() == ErrorCode.REQUEST_TOO_LARGE
                ? OAuthException.invalidRequest(refusal.error().description())
                : refusal;
    }

    private Response page(OAuthException refusal) {
        OAuthError error = refusal.error();
        Response.ResponseBuilder answer = pages.page(
                headers, error.code().status(), key(refusal), error.code().code(), error.description());
        return retryLater(answer, refusal.retryAfter()).build();
    }

    private static String key(OAuthException refusal) {
        if (refusal.error().code() == ErrorCode.TOO_MANY_REQUESTS) {
            return "error.throttled";
        }
        return refusal.retryAfter() > 0 ? "error.busy" : "error.request";
    }

    private static Response json(OAuthException refusal) {
        LOG.info("refused: {} ({})", refusal.error().code().code(), refusal.getMessage());
        Response.ResponseBuilder response = Answers.error(refusal.error());
        if (refusal.challenge()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (BEARER.contains(refusal.error().code())) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, bearer(refusal.error()));
        }
        return retryLater(response, refusal.retryAfter()).build();
    }

    // RFC 6750 section 3.
    private static String bearer(OAuthError error) {
        return "Bearer realm=\"Latchkey\", error=\"" + error.code().code() + "\"";
    }

    private static Response.ResponseBuilder retryLater(Response.ResponseBuilder response, int seconds) {
        return seconds > 0 ? response.header(HttpHeaders.RETRY_AFTER, seconds) : response;
    }
}
