package dev.latchkey.auth.jose;

import dev.latchkey.auth.http.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fetches the keys of an issuer through its metadata (RFC 8414, else OpenID discovery), two seconds in all. */
final class IssuerKeys {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final IssuerUri issuer;
    private final JsonHttpClient client = new JsonHttpClient();
    private volatile @Nullable URI knownLocation;

    IssuerKeys(IssuerUri issuer) {
        this.issuer = issuer;
    }

    /**
     * Fetches the keys as they are now.
     *
     * @throws KeyFetchException if the issuer does not give at least one usable key in time
     */
    KeySet fetch() throws KeyFetchException {
        Deadline deadline = Deadline.after(PATIENCE);
        URI location = knownLocation == null ? discover(deadline) : knownLocation;
        // Forgotten until it has worked, so that the next attempt looks again when the keys have moved.
        knownLocation = null;
        KeySet keys = KeySet.parse(client.get(location, deadline));
        if (keys.isEmpty()) {
            throw new KeyFetchException(location + " holds no usable ES256 or RS256 key");
        }
        knownLocation = location;
        return keys;
    }

    private URI discover(Deadline deadline) throws KeyFetchException {
        KeyFetchException failure = new KeyFetchException("no metadata location");
        for (URI location : issuer.metadataLocations()) {
            try {
                return jwksUri(client.get(location, deadline));
            } catch (KeyFetchException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private URI jwksUri(Map<String, Object> metadata) throws KeyFetchException {
        // RFC 8414 section 3.3: metadata that names another issuer must not be used.
        if (!issuer.value().equals(metadata.get("issuer"))) {
            throw new KeyFetchException("the metadata of " + issuer.value() + " names another issuer");
        }
        try {
            URI uri = URI.create(String.valueOf(metadata.get("jwks_uri")));
            if (IssuerUri.isSafe(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new KeyFetchException("the jwks_uri of " + issuer.value() + " is not a URL");
        }
        throw new KeyFetchException("the jwks_uri of " + issuer.value() + " is neither https nor on a loopback host");
    }
}
