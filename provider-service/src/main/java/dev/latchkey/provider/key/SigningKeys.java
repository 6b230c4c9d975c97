package dev.latchkey.provider.key;

import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The keys that sign tokens. One signs at a time, the next is published before it is used, the previous until its last
 * token is dead; the database agrees all nodes.
 */
public final class SigningKeys {
    private record Loaded(WrappedKey row, SigningKey key, JwtSigner signer) {}

    // What is published is made when keys change, not when somebody asks.
    private record State(
            List<WrappedKey> rows, List<Loaded> keys, List<Map<String, Object>> jwks, Map<String, Object> jwkSet) {
        static State of(List<WrappedKey> rows, List<Loaded> keys) {
            List<Map<String, Object>> jwks =
                    keys.stream().map(loaded -> loaded.key().toPublicJwk()).toList();
            return new State(rows, keys, jwks, Map.of("keys", jwks));
        }
    }

    private final SigningKeyStore store;
    private final KeyWrapping wrapping;
    private final InstantSource clock;
    private final KeySchedule schedule;
    private volatile State state = State.of(List.of(), List.of());

    public SigningKeys(
            SigningKeyStore store,
            ServerSecrets secrets,
            SecureRandom random,
            InstantSource clock,
            KeySettings settings) {
        this.store = store;
        this.wrapping = new KeyWrapping(secrets, random);
        this.clock = clock;
        this.schedule = new KeySchedule(settings);
    }

    /**
     * Reads the keys, and makes the first one of this algorithm when there is none. Nodes that start at once end up
     * with the same key.
     *
     * @throws IllegalStateException when a key cannot be unwrapped with the server secrets
     */
    public void load(SigningAlgorithm algorithm) {
        if (refresh().isEmpty()) {
            add(algorithm, clock.instant());
        }
    }

    /**
     * Does what is due: reads what other nodes changed, publishes the next key, takes away those that are dead.
     *
     * @param longestToken how long a token signed now may live at most
     */
    public void tend(SigningAlgorithm algorithm, Duration longestToken) {
        List<WrappedKey> rows = refresh();
        Instant now = clock.instant();
        KeySchedule.dead(rows, longestToken, now).forEach(store::remove);
        if (newest().algorithm() != algorithm && rows.get(rows.size() - 1).signsAt(now)) {
            add(algorithm, schedule.earliest(now));
        } else {
            schedule.next(rows, now).ifPresent(activation -> add(algorithm, activation));
        }
        refresh();
    }

    /** Publishes a new key at once, to sign as soon as everybody can know it. */
    public void rotate(SigningAlgorithm algorithm) {
        refresh();
        add(algorithm, schedule.earliest(clock.instant()));
    }

    /**
     * Takes a key away at once: its tokens are refused as soon as resource servers read the key set again. When it was
     * the one that signs, the one that waits signs now, or a new one is made.
     */
    public void remove(WrappedKey key, SigningAlgorithm algorithm) {
        store.remove(key);
        List<WrappedKey> rest = refresh();
        Instant now = clock.instant();
        if (rest.isEmpty()) {
            add(algorithm, now);
        } else if (rest.stream().noneMatch(row -> row.signsAt(now))) {
            store.activate(rest.get(0), now);
            refresh();
        }
    }

    /** Takes all keys away and makes a new one: every token signed before is refused. */
    public void replaceAll(SigningAlgorithm algorithm) {
        List<WrappedKey> old = refresh();
        add(algorithm, clock.instant());
        old.forEach(store::remove);
        refresh();
    }

    /** Wraps every key anew under the first server secret. */
    public void rewrap() {
        refresh();
        state.keys().forEach(loaded -> store.rewrap(loaded.row(), wrapping.wrap(loaded.key())));
        refresh();
    }

    // Where another node was faster its key is the one to use: reading again finds it.
    private void add(SigningAlgorithm algorithm, Instant activatesAt) {
        List<WrappedKey> rows = state.rows();
        long slot = rows.isEmpty() ? 1 : rows.get(rows.size() - 1).slot() + 1;
        SigningKey key = generate(algorithm);
        store.add(new WrappedKey(slot, key.keyId(), wrapping.wrap(key), clock.instant(), activatesAt));
        refresh();
    }

    // The command line would take an id that begins with a dash for an option.
    private static SigningKey generate(SigningAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm);
        return key.keyId().startsWith("-") ? generate(algorithm) : key;
    }

    /** Reads the keys again if they changed; the rows, oldest first. */
    public List<WrappedKey> refresh() {
        List<WrappedKey> rows = store.all();
        if (!rows.equals(state.rows())) {
            state = State.of(rows, rows.stream().map(this::loaded).toList());
        }
        return rows;
    }

    private Loaded loaded(WrappedKey row) {
        SigningKey key = wrapping.unwrap(row);
        return new Loaded(row, key, new JwtSigner(key));
    }

    private SigningKey newest() {
        List<Loaded> keys = state.keys();
        return keys.get(keys.size() - 1).key();
    }

    /** Signs {@code claims} as a JWT with this {@code typ}. */
    public String sign(String type, Map<String, Object> claims) {
        return signing().signer().sign(type, claims);
    }

    /** Whether this key is the one that signs now. */
    public boolean isSigning(WrappedKey key) {
        return signing().row().equals(key);
    }

    /** Since when the key that signs now has been signing. */
    public Instant signingSince() {
        return signing().row().activatesAt();
    }

    private Loaded signing() {
        Instant now = clock.instant();
        List<Loaded> keys = state.keys();
        for (int i = keys.size() - 1; i >= 0; i--) {
            if (keys.get(i).row().signsAt(now)) {
                return keys.get(i);
            }
        }
        // A clock behind the one that made the first key: better the oldest key than none.
        return keys.stream().findFirst().orElseThrow(() -> new IllegalStateException("There is no signing key."));
    }

    /** The public keys, as members of a JWK set (RFC 7517 §5): past, present and next. */
    public Map<String, Object> toJwkSet() {
        return state.jwkSet();
    }

    /** The public keys as JWKs. */
    public List<Map<String, Object>> publicKeys() {
        return state.jwks();
    }
}
