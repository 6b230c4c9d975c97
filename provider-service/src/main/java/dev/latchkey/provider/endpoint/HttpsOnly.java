package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.OAuthException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests to the provider's endpoints that did not come by https (RFC 6749 §3.1, §3.2). Behind a proxy the
 * connector must take {@code X-Forwarded-Proto}, else every request looks like plain http.
 */
public final class HttpsOnly implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (isOurs(resource.getResourceClass().getAnnotation(Path.class))) {
            context.register((ContainerRequestFilter) HttpsOnly::requireHttps);
        }
    }

    // The bundle's host may have resources of its own, which are its own business.
    private static boolean isOurs(@Nullable Path path) {
        return path != null && path.value().startsWith(EndpointPaths.ROOT + "/");
    }

    private static void requireHttps(ContainerRequestContext request) {
        require(request.getSecurityContext().isSecure());
    }

    static void require(boolean secure) {
        if (!secure) {
            throw OAuthException.invalidRequest("This request came in clear, over http. Send it over https.");
        }
    }
}
