package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.RequestTrace;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request an id, its own {@code X-Request-Id} where that is harmless; every answer carries it, whatever made
 * the answer, and every log line written meanwhile. A servlet filter, since only it can be sure to see the end.
 */
public final class RequestTraceFilter implements Filter {
    /** The header's name. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern KEPT = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final int RANDOM_BYTES = 10;

    private final SecureRandom random;

    public RequestTraceFilter(SecureRandom random) {
        this.random = random;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = id(((HttpServletRequest) request).getHeader(HEADER));
        ((HttpServletResponse) response).setHeader(HEADER, id);
        RequestTrace.begin(id, request.getRemoteAddr());
        try {
            chain.doFilter(request, response);
        } finally {
            RequestTrace.end();
        }
    }

    private String id(@Nullable String sent) {
        return sent != null && KEPT.matcher(sent).matches() ? sent : generated();
    }

    private String generated() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
