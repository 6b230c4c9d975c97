package dev.latchkey.provider.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.TestClock;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Any sequence of what can happen to the signing keys of two nodes. A failure prints its seed. */
class KeyPropertiesTest {
    private static final String SECRETS = "a-server-secret-of-properties-0123456789";
    private static final Duration LONGEST_TOKEN = Duration.ofHours(2);

    /** What a node or an operator does. */
    enum Act {
        TEND,
        ROTATE,
        REWRAP,
        REMOVE_SIGNING,
        REMOVE_NEXT
    }

    /** An act on one of the nodes, some time after the last one. */
    record Step(Act act, boolean onTheOther, Duration later) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Duration> times =
                Arbitraries.of(0, 1, 59, 60, 61, 24 * 60, 30 * 24 * 60).map(Duration::ofMinutes);
        Arbitrary<Act> acts = Arbitraries.of(
                Act.TEND, Act.TEND, Act.TEND, Act.ROTATE, Act.REWRAP, Act.REMOVE_SIGNING, Act.REMOVE_NEXT);
        return Combinators.combine(acts, Arbitraries.of(false, true), times).as(Step::new);
    }

    @Property(tries = 60, seed = "20261121")
    void nothingIsSignedWithAKeyThatNobodyCanKnow(@ForAll @Size(max = 25) List<@From("steps") Step> steps) {
        MemorySigningKeyStore store = new MemorySigningKeyStore();
        TestClock clock = new TestClock();
        SigningKeys one = keys(store, clock);
        SigningKeys other = keys(store, clock);
        one.load(SigningAlgorithm.ES256);
        other.load(SigningAlgorithm.ES256);
        Set<String> removed = new HashSet<>();
        Map<String, Instant> lastSigned = new HashMap<>();

        for (Step step : steps) {
            clock.advance(step.later());
            act(step.act(), step.onTheOther() ? other : one, store, removed);
            one.refresh();
            other.refresh();

            String signing = signing(one);
            lastSigned.put(signing, clock.instant());
            assertThat(signing(other)).isEqualTo(signing);
            assertThat(ids(one)).contains(signing).isEqualTo(ids(other)).doesNotHaveDuplicates();
            assertThat(ids(one)).noneMatch(removed::contains);
            lastSigned.forEach((key, at) -> assertVerifiable(one, removed, key, at, clock.instant()));
        }
    }

    private static void assertVerifiable(SigningKeys keys, Set<String> removed, String key, Instant at, Instant now) {
        boolean live = now.isBefore(at.plus(LONGEST_TOKEN)) && !removed.contains(key);
        assertThat(!live || ids(keys).contains(key)).as(key).isTrue();
    }

    private static void act(Act act, SigningKeys node, MemorySigningKeyStore store, Set<String> removed) {
        switch (act) {
            case TEND -> node.tend(SigningAlgorithm.ES256, LONGEST_TOKEN);
            case ROTATE -> node.rotate(SigningAlgorithm.ES256);
            case REWRAP -> node.rewrap();
            case REMOVE_SIGNING -> remove(node, store, removed, true);
            case REMOVE_NEXT -> remove(node, store, removed, false);
        }
    }

    private static void remove(SigningKeys node, MemorySigningKeyStore store, Set<String> removed, boolean signing) {
        node.refresh();
        store.all().stream()
                .filter(row -> node.isSigning(row) == signing)
                .findFirst()
                .ifPresent(row -> {
                    node.remove(row, SigningAlgorithm.ES256);
                    removed.add(row.keyId());
                });
    }

    private static SigningKeys keys(SigningKeyStore store, TestClock clock) {
        return new SigningKeys(store, ServerSecrets.parse(SECRETS), new SecureRandom(), clock, KeySettings.defaults());
    }

    private static String signing(SigningKeys keys) {
        try {
            return JWSObject.parse(keys.sign("at+jwt", Map.of())).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> ids(SigningKeys keys) {
        return keys.publicKeys().stream()
                .map(key -> String.valueOf(key.get("kid")))
                .toList();
    }
}
