package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.page.Frame;
import dev.latchkey.provider.page.Page;
import dev.latchkey.provider.page.Pages;
import dev.latchkey.provider.protocol.RequestTrace;
import dev.latchkey.provider.protocol.Secret;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns pages and redirects into answers, each with the headers that protect it. */
public final class PageAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(PageAnswers.class);
    private static final String HTML = "text/html;charset=utf-8";
    private static final int REFERENCE_LENGTH = 12;
    private static final int REFUSAL = 400;
    private static final int FAULT = 500;

    private final Pages pages;
    private final SecureRandom random;

    public PageAnswers(Pages pages, SecureRandom random) {
        this.pages = pages;
        this.random = random;
    }

    /** A page; of one that says what is wrong there is a line in the log. */
    public Response.ResponseBuilder page(int status, Page page) {
        if (status >= REFUSAL) {
            LOG.info("refused: {} page {}", status, page.template());
        }
        return answer(status, page);
    }

    private Response.ResponseBuilder answer(int status, Page page) {
        Response.ResponseBuilder answer = Response.status(status).entity(page);
        return guarded(answer, page.formAction()).type(HTML);
    }

    /**
     * A redirect to a place below the issuer's path.
     *
     * @param status 302 after a GET, 303 after a POST
     * @param path begins with a slash; encoded already
     */
    public Response.ResponseBuilder toOwn(int status, String path) {
        return to(status, pages.base() + path);
    }

    /** A redirect to a whole address. */
    public Response.ResponseBuilder to(int status, String location) {
        return guarded(Response.status(status), "").header(HttpHeaders.LOCATION, location);
    }

    /** An error page that stands alone; see {@link ErrorPages} for those that people meet. */
    public Response.ResponseBuilder error(int status, String key, String code, String description) {
        return error(status, key, code, description, null);
    }

    /**
     * An error page with the request's id, which stands in the log too.
     *
     * @param key where its texts stand
     * @param code the error code for the developer of the application
     * @param description a sentence for the developer
     * @param frame what stands around it; null where nobody is logged in
     */
    Response.ResponseBuilder error(int status, String key, String code, String description, @Nullable Frame frame) {
        String reference = RequestTrace.requestId().orElseGet(() -> Secret.randomText(random, REFERENCE_LENGTH));
        if (status < FAULT) {
            LOG.info("refused: {} page {} ({}), reference {}", status, code, description, reference);
        } else {
            LOG.warn("failed: {} page {} ({}), reference {}", status, code, description, reference);
        }
        Page page =
                Page.of("error", Map.of("key", key, "code", code, "description", description, "reference", reference));
        return answer(status, frame == null ? page : page.within(frame));
    }

    private Response.ResponseBuilder guarded(Response.ResponseBuilder answer, String formAction) {
        pages.headers(formAction).forEach(answer::header);
        return answer;
    }
}
