package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.OAuthException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every refusal into its answer (RFC 6749 §5.2): the client's sentence out, the detail into the log. */
public final class OAuthExceptionMapper implements ExceptionMapper<OAuthException> {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthExceptionMapper.class);
    private static final String CHALLENGE = "Basic realm=\"Latchkey\", charset=\"UTF-8\"";

    @Override
    public Response toResponse(OAuthException refusal) {
        LOG.info("refused: {} ({})", refusal.error().code().code(), refusal.getMessage());
        Response.ResponseBuilder response = Answers.error(refusal.error());
        if (refusal.challenge()) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (refusal.retryAfter() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, refusal.retryAfter());
        }
        return response.build();
    }
}
