package dev.latchkey.auth.jose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The public keys that somebody else signs with, such as a client (RFC 7517 section 5); immutable. */
public final class PublicKeySet {
    static final Set<String> SECRET_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private static final int MAX_LENGTH = 16_000;
    private static final int MAX_KEYS = 20;

    private final KeySet keys;

    private PublicKeySet(KeySet keys) {
        this.keys = keys;
    }

    /**
     * Reads a JWK set that is about to be registered, and refuses whatever cannot be used.
     *
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    public static PublicKeySet registered(String json) {
        require(json.length() <= MAX_LENGTH, "A JWK set has at most 16000 characters.");
        List<?> list = list(json);
        require(!list.isEmpty() && list.size() <= MAX_KEYS, "A JWK set has 1 to 20 keys.");
        for (int i = 0; i < list.size(); i++) {
            requireUsable(list.get(i), "Key " + (i + 1) + " of the JWK set ");
        }
        KeySet keys = KeySet.of(list);
        require(keys.keys().size() == list.size(), "Two keys of the JWK set have the same kid: give each its own.");
        return new PublicKeySet(keys);
    }

    /** Reads a JWK set that was fetched: what cannot be used is left out. Empty when it is no JWK set. */
    public static Optional<PublicKeySet> fetched(byte[] json) {
        try {
            Map<String, Object> document = StrictJson.object(json);
            return document.get("keys") instanceof List<?> list
                    ? Optional.of(new PublicKeySet(KeySet.of(list)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<?> list(String json) {
        try {
            if (StrictJson.object(json.getBytes(StandardCharsets.UTF_8)).get("keys") instanceof List<?> list) {
                return list;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The JWK set is not a JSON object without duplicate members.");
        }
        throw new IllegalArgumentException("The JWK set has no list \"keys\": write {\"keys\": [...]}.");
    }

    private static void requireUsable(Object jwk, String subject) {
        if (!(jwk instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(subject + "is no JSON object.");
        }
        Map<String, Object> members = new HashMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        require(
                !"oct".equals(members.get("kty")) && Collections.disjoint(members.keySet(), SECRET_MEMBERS),
                subject + "is private or symmetric: register public keys only, and replace this one, it is disclosed.");
        require(members.get("kid") instanceof String, subject + "has no kid: give each key one.");
        require(
                VerificationKey.fromJwk(members).isPresent(),
                subject + "cannot be used: it must be a P-256 key for ES256 or an RSA key of 2048 to 8192 bits for"
                        + " RS256, meant for signatures.");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    Optional<VerificationKey> find(String keyId, SigningAlgorithm algorithm) {
        return keys.find(keyId, algorithm);
    }

    /** The only key of this algorithm; empty when there are several. */
    Optional<VerificationKey> only(SigningAlgorithm algorithm) {
        List<VerificationKey> candidates = keys.keys().values().stream()
                .filter(key -> key.algorithm() == algorithm)
                .limit(2)
                .toList();
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "PublicKeySet[" + keys.keys().size() + "]";
    }
}
