package dev.latchkey.auth.jose;

import dev.latchkey.auth.http.Deadline;
import dev.latchkey.auth.http.FetchException;
import java.net.URI;
import java.util.Map;

/** The metadata of an issuer (RFC 8414, else OpenID discovery), asked for addresses; thread-safe. */
public final class IssuerMetadata {
    private final IssuerUri issuer;
    private final JsonHttpClient client;

    /** Prepares for an issuer without asking it yet. */
    public IssuerMetadata(IssuerUri issuer) {
        this(issuer, new JsonHttpClient());
    }

    IssuerMetadata(IssuerUri issuer, JsonHttpClient client) {
        this.issuer = issuer;
        this.client = client;
    }

    /**
     * Fetches the metadata and reads an address.
     *
     * @param member such as {@code jwks_uri}
     * @throws FetchException if there is none in time, or it is neither https nor on a loopback host
     */
    public URI address(String member, Deadline deadline) throws FetchException {
        FetchException failure = new FetchException("no metadata location");
        for (URI location : issuer.metadataLocations()) {
            try {
                return address(client.get(location, deadline), member);
            } catch (FetchException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private URI address(Map<String, Object> metadata, String member) throws FetchException {
        String name = "the " + member + " of " + issuer.value();
        // RFC 8414 section 3.3: metadata that names another issuer must not be used.
        if (!issuer.value().equals(metadata.get("issuer"))) {
            throw new FetchException("the metadata of " + issuer.value() + " names another issuer");
        }
        try {
            URI uri = URI.create(String.valueOf(metadata.get(member)));
            if (IssuerUri.isSafe(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new FetchException(name + " is not a URL");
        }
        throw new FetchException(name + " is neither https nor on a loopback host");
    }
}
