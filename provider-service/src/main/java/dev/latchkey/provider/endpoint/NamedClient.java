package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.clientauth.FailureLimit;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RequestTrace;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notes which client a request says it is from, as soon as its body is read, and counts its failures: whoever failed too
 * often is answered 429 before anything is compared.
 */
public final class NamedClient implements ContainerRequestFilter, ReaderInterceptor, ContainerResponseFilter {
    private static final String PROPERTY = NamedClient.class.getName();
    private static final String AUTHENTICATED = PROPERTY + ".authenticated";
    private static final String GUESSABLE = PROPERTY + ".guessable";
    private static final int UNAUTHORIZED = 401;

    private final FailureLimit limit;

    public NamedClient(FailureLimit limit) {
        this.limit = limit;
    }

    /** The client that the request names, once its body is read. */
    static Optional<ClientId> of(ContainerRequestContext request) {
        return Optional.ofNullable((ClientId) request.getProperty(PROPERTY));
    }

    // A field that Jersey fills would cost the interceptor a look-up at each use.
    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(AUTHENTICATED, ClientEndpoints.isAuthenticated(request.getUriInfo()));
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object entity = context.proceed();
        if (Boolean.TRUE.equals(context.getProperty(AUTHENTICATED)) && entity instanceof Parameters parameters) {
            List<String> authorization = context.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
            // Nobody guesses a signature, and replays by a client's own threads are no guesses.
            context.setProperty(GUESSABLE, parameters.find("client_assertion").isPresent() ? null : Boolean.TRUE);
            ClientAuthenticator.named(authorization, parameters).ifPresent(client -> note(context, client));
        }
        return entity;
    }

    private void note(ReaderInterceptorContext context, ClientId client) {
        context.setProperty(PROPERTY, client);
        int wait = limit.secondsToWait(client, address());
        if (wait > 0) {
            throw OAuthException.tooManyFailures("too many failed client authentications", wait);
        }
    }

    @Override
    public void filter(ContainerRequestContext requested, ContainerResponseContext response) {
        if (response.getStatus() == UNAUTHORIZED && requested.getProperty(GUESSABLE) != null) {
            of(requested).ifPresent(client -> limit.failed(client, address()));
        }
    }

    private static String address() {
        return RequestTrace.clientAddress().orElse("");
    }
}
