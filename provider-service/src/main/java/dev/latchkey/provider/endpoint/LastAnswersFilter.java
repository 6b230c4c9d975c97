package dev.latchkey.provider.endpoint;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Closes each kept connection with its next answer once the process is about to end, so that nobody sends a request on
 * one that is being closed (RFC 9112 section 9.6).
 */
public final class LastAnswersFilter implements Filter {
    private final BooleanSupplier ending;

    public LastAnswersFilter(BooleanSupplier ending) {
        this.ending = ending;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (ending.getAsBoolean()) {
            ((HttpServletResponse) response).setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }
}
