package dev.latchkey.auth.jose;

import dev.latchkey.auth.http.Deadline;
import dev.latchkey.auth.http.FetchException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fetches the keys of an issuer through its metadata, within a time that covers both. */
final class IssuerKeys {
    // The answer to whoever waits for it is to be there within two seconds.
    private static final Duration PATIENCE = Duration.ofMillis(1_800);

    private final JsonHttpClient client = new JsonHttpClient();
    private final IssuerMetadata metadata;
    private final InstantSource clock;
    private volatile @Nullable URI knownLocation;

    IssuerKeys(IssuerUri issuer, InstantSource clock) {
        this.clock = clock;
        this.metadata = new IssuerMetadata(issuer, client);
    }

    /**
     * Fetches the keys as they are now.
     *
     * @throws FetchException if the issuer does not give at least one usable key in time
     */
    KnownKeys fetch() throws FetchException {
        Deadline deadline = Deadline.after(PATIENCE);
        URI location = knownLocation == null ? metadata.address("jwks_uri", deadline) : knownLocation;
        // Forgotten until it has worked, so that the next attempt looks again when the keys have moved.
        knownLocation = null;
        Object jwks = client.get(location, deadline).get("keys");
        KnownKeys keys = KnownKeys.of(jwks instanceof List<?> list ? list : List.of(), clock.instant())
                .orElseThrow(() ->
                        new FetchException(location + " holds no usable ES256 or RS256 key, or two of the same kid"));
        knownLocation = location;
        return keys;
    }
}
