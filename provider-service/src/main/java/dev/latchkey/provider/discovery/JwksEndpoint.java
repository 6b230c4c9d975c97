package dev.latchkey.provider.discovery;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.key.SigningKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The public keys that verify tokens (RFC 7517 §5). */
@Path(EndpointPaths.ROOT + "/.well-known/jwks.json")
public final class JwksEndpoint {
    private final SigningKeys keys;
    private final AtomicReference<Written> last = new AtomicReference<>(Written.of(Map.of()));

    public JwksEndpoint(SigningKeys keys) {
        this.keys = keys;
    }

    /** The JWK set. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response keys(@Context Request request) {
        return current().answer(request);
    }

    // Written anew only when a key comes or goes.
    private PublicDocument current() {
        Map<String, Object> set = keys.toJwkSet();
        Written written = Objects.requireNonNull(last.get());
        if (!written.set().equals(set)) {
            written = Written.of(set);
            last.set(written);
        }
        return written.document();
    }

    private record Written(Map<String, Object> set, PublicDocument document) {
        static Written of(Map<String, Object> set) {
            return new Written(set, PublicDocument.of(set));
        }
    }
}
