package dev.latchkey.auth.jose;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The keys of an issuer that runs in this very process; a change is seen at once. */
public final class LocalJwkSet implements JwkSource {
    private final Supplier<List<Map<String, Object>>> jwks;
    private volatile Snapshot snapshot = new Snapshot(List.of(), KeySet.EMPTY);

    /**
     * Reads public JWKs, such as {@link SigningKey#toPublicJwk}, from a supplier.
     *
     * @param jwks asked at each look-up; cheapest when it gives the same list until a key changes
     */
    public LocalJwkSet(Supplier<List<Map<String, Object>>> jwks) {
        this.jwks = jwks;
    }

    @Override
    public KeyLookup find(String keyId, SigningAlgorithm algorithm) {
        return current()
                .keys()
                .find(keyId, algorithm)
                .<KeyLookup>map(KeyLookup.Found::new)
                .orElseGet(KeyLookup.Unknown::new);
    }

    private Snapshot current() {
        List<Map<String, Object>> latest = jwks.get();
        if (!snapshot.source().equals(latest)) {
            snapshot = new Snapshot(latest, KeySet.of(latest));
        }
        return snapshot;
    }

    private record Snapshot(List<Map<String, Object>> source, KeySet keys) {}
}
