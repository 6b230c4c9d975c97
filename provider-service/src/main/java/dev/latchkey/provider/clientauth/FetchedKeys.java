package dev.latchkey.provider.clientauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.auth.jose.PublicKeySet;
import dev.latchkey.provider.outbound.JsonFetcher;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** Keys from {@code jwks_uri}, remembered per address; bounded, thread-safe. */
public final class FetchedKeys implements PublishedKeys {
    private static final int MAX_ADDRESSES = 1_000;

    private final JsonFetcher fetcher;
    private final InstantSource clock;
    private final Cache<URI, FetchedKeySet> sets =
            Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).build();

    /** Fetches by {@code fetcher}. */
    public FetchedKeys(JsonFetcher fetcher, InstantSource clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    @Override
    public Optional<PublicKeySet> find(URI uri, ClientAssertion assertion) {
        return sets.get(uri, key -> new FetchedKeySet(key, fetcher, clock)).find(assertion);
    }
}
