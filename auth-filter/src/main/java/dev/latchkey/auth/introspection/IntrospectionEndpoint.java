package dev.latchkey.auth.introspection;

import dev.latchkey.auth.http.Deadline;
import dev.latchkey.auth.http.FetchException;
import dev.latchkey.auth.jose.IssuerMetadata;
import dev.latchkey.auth.jose.IssuerUri;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where an issuer answers for its tokens: as configured, or as its metadata says. */
public final class IntrospectionEndpoint {
    private final @Nullable IssuerMetadata metadata;
    private volatile @Nullable URI known;

    private IntrospectionEndpoint(@Nullable IssuerMetadata metadata, @Nullable URI known) {
        this.metadata = metadata;
        this.known = known;
    }

    /** At this address. */
    public static IntrospectionEndpoint at(URI address) {
        return new IntrospectionEndpoint(null, address);
    }

    /** At the {@code introspection_endpoint} of the issuer's metadata, looked up at the first need. */
    public static IntrospectionEndpoint of(IssuerUri issuer) {
        return new IntrospectionEndpoint(new IssuerMetadata(issuer), null);
    }

    URI locate(Deadline deadline) throws FetchException {
        URI location = known;
        if (location == null && metadata != null) {
            location = metadata.address("introspection_endpoint", deadline);
            known = location;
        }
        if (location == null) {
            throw new FetchException("there is no introspection endpoint");
        }
        return location;
    }

    /** Looks the address up again at the next need: it may have moved. */
    void forget() {
        if (metadata != null) {
            known = null;
        }
    }
}
