package dev.latchkey.provider.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets nobody run a task of the admin port who does not know its token; without a configured one, nobody at all. */
final class TaskGuard implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(TaskGuard.class);

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9_-]+)");

    private final Optional<byte[]> token;
    private final ObjectMapper json;

    private TaskGuard(Optional<byte[]> token, ObjectMapper json) {
        this.token = token;
        this.json = json;
    }

    static void register(ApplicationConfiguration configuration, Environment environment) {
        Optional<byte[]> token = configuration.taskToken().map(text -> text.getBytes(StandardCharsets.US_ASCII));
        environment
                .admin()
                .addFilter("task-guard", new TaskGuard(token, environment.getObjectMapper()))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/tasks/*");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (token.isEmpty()) {
            refuse(
                    (HttpServletResponse) response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "Tasks are off. Set taskToken (TASK_TOKEN) in the configuration and send it as a bearer token.");
        } else if (isAuthorized(((HttpServletRequest) request).getHeader("Authorization"))) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).setHeader("WWW-Authenticate", "Bearer realm=\"tasks\"");
            refuse(
                    (HttpServletResponse) response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "A task needs the configured taskToken. Send it as a bearer token.");
        }
    }

    private boolean isAuthorized(@Nullable String header) {
        Matcher bearer = BEARER.matcher(String.valueOf(header));
        return bearer.matches()
                && token.filter(right ->
                                MessageDigest.isEqual(right, bearer.group(1).getBytes(StandardCharsets.US_ASCII)))
                        .isPresent();
    }

    private void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        LOG.info("refused: {} task ({})", status, sentence);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        json.writeValue(response.getOutputStream(), Map.of("error", "access_denied", "error_description", sentence));
    }
}
