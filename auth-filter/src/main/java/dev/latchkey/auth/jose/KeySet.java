package dev.latchkey.auth.jose;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The usable keys of a JWK set (RFC 7517 section 5), by key id and algorithm; the others are left out.
 *
 * @param keys the keys by their names
 * @param isAmbiguous whether some were left out because two had the same name
 */
record KeySet(Map<KeyName, VerificationKey> keys, boolean isAmbiguous) {
    static final KeySet EMPTY = new KeySet(Map.of(), false);

    private static final int MAX_KEYS = 100;

    KeySet {
        keys = Map.copyOf(keys);
    }

    /** Reads public JWKs, at most the first hundred. Two keys of one name are ambiguous, so neither is used. */
    static KeySet of(Collection<?> jwks) {
        Map<KeyName, List<VerificationKey>> byName = byName(jwks);
        Map<KeyName, VerificationKey> unique = new HashMap<>();
        byName.forEach((name, keys) -> {
            if (keys.size() == 1) {
                unique.put(name, keys.get(0));
            }
        });
        return new KeySet(unique, unique.size() < byName.size());
    }

    Optional<VerificationKey> find(String keyId, SigningAlgorithm algorithm) {
        return Optional.ofNullable(keys.get(new KeyName(keyId, algorithm)));
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    private static Map<KeyName, List<VerificationKey>> byName(Collection<?> jwks) {
        return jwks.stream()
                .limit(MAX_KEYS)
                .flatMap(jwk -> read(jwk).stream())
                .collect(Collectors.groupingBy(key -> new KeyName(key.keyId(), key.algorithm())));
    }

    private static Optional<VerificationKey> read(Object jwk) {
        if (!(jwk instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, Object> members = new HashMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        return VerificationKey.fromJwk(members);
    }

    /** What a token's header says about its key. */
    record KeyName(String keyId, SigningAlgorithm algorithm) {}
}
