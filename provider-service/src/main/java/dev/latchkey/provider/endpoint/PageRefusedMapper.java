package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.page.PageRefusedException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns the refusal of a person's request into an error page. */
public final class PageRefusedMapper implements ExceptionMapper<PageRefusedException> {
    private final ErrorPages pages;

    @Context
    private @Nullable HttpHeaders headers;

    public PageRefusedMapper(ErrorPages pages) {
        this.pages = pages;
    }

    @Override
    public Response toResponse(PageRefusedException refusal) {
        String description = String.valueOf(refusal.getMessage());
        Response.ResponseBuilder answer =
                pages.page(headers, refusal.status(), refusal.key(), refusal.code(), description);
        return refusal.retryAfter() > 0
                ? answer.header(HttpHeaders.RETRY_AFTER, refusal.retryAfter()).build()
                : answer.build();
    }
}
