package dev.latchkey.provider.key;

import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The keys that sign tokens: the newest signs, all are published. */
public final class SigningKeys {
    private record State(List<SigningKey> keys, JwtSigner signer) {}

    private final SigningKeyStore store;
    private final KeyWrapping wrapping;
    private final InstantSource clock;
    private final AtomicReference<State> state = new AtomicReference<>();

    public SigningKeys(SigningKeyStore store, ServerSecrets secrets, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.wrapping = new KeyWrapping(secrets, random);
        this.clock = clock;
    }

    /**
     * Reads the keys, and makes the first one of this algorithm when there is none. Nodes that start at once end up
     * with the same key.
     *
     * @throws IllegalStateException when a key cannot be unwrapped with the server secrets
     */
    public void load(SigningAlgorithm algorithm) {
        List<WrappedKey> found = store.all();
        List<SigningKey> keys = found.stream().map(wrapping::unwrap).toList();
        if (keys.isEmpty() || newest(keys).algorithm() != algorithm) {
            long slot = found.isEmpty() ? 1 : found.get(found.size() - 1).slot() + 1;
            add(slot, SigningKey.generate(algorithm));
            keys = store.all().stream().map(wrapping::unwrap).toList();
        }
        state.set(new State(keys, new JwtSigner(newest(keys))));
    }

    private void add(long slot, SigningKey key) {
        // Where another node was faster its key is the one to use: the caller reads the table again.
        store.add(new WrappedKey(slot, key.keyId(), wrapping.wrap(key), clock.instant()));
    }

    private static SigningKey newest(List<SigningKey> keys) {
        return keys.get(keys.size() - 1);
    }

    /** Signs {@code claims} as a JWT with this {@code typ}. */
    public String sign(String type, Map<String, Object> claims) {
        return current().signer().sign(type, claims);
    }

    /** The public keys, as members of a JWK set (RFC 7517 §5). */
    public Map<String, Object> toJwkSet() {
        return Map.of(
                "keys", current().keys().stream().map(SigningKey::toPublicJwk).toList());
    }

    private State current() {
        State now = state.get();
        if (now == null) {
            throw new IllegalStateException("The signing keys are not loaded yet.");
        }
        return now;
    }
}
