package dev.latchkey.sample.api;

import dev.latchkey.auth.TokenPrincipal;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.security.Principal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for each request that is refused whatever its token allows: who wanted to do what. What the filter refuses
 * it writes down itself.
 */
public final class RefusalLog implements ContainerResponseFilter {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final int FORBIDDEN = 403;
    private static final Pattern BREAKS_LINES = Pattern.compile("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == FORBIDDEN && response.getEntity() instanceof ApiError error) {
            LOG.info(
                    "Refused {} {} to {}: {}",
                    request.getMethod(),
                    request.getUriInfo().getRequestUri().getRawPath(),
                    shown(request.getSecurityContext().getUserPrincipal()),
                    error.description());
        }
    }

    // Names come out of tokens, and another issuer may let its users choose them.
    private static String shown(@Nullable Principal caller) {
        String name =
                caller instanceof TokenPrincipal token ? token.getName() + " by client " + token.clientId() : "nobody";
        return BREAKS_LINES.matcher(name).replaceAll("?");
    }
}
