package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.page.PageRefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Turns the refusal of a person's request into an error page. */
public final class PageRefusedMapper implements ExceptionMapper<PageRefusedException> {
    private final PageAnswers answers;

    public PageRefusedMapper(PageAnswers answers) {
        this.answers = answers;
    }

    @Override
    public Response toResponse(PageRefusedException refusal) {
        return answers.error(refusal.status(), refusal.key(), refusal.code(), String.valueOf(refusal.getMessage()))
                .build();
    }
}
