package dev.latchkey.provider.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.TestClock;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.testing.Attack;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SigningKeysTest {
    private static final String SECRET = "a-server-secret-of-tests-0123456789";

    private final SigningKeyStore store = new MemorySigningKeyStore();
    private final TestClock clock = new TestClock();

    @Test
    void makesTheFirstKey() {
        assertThat(ids(load(SigningAlgorithm.ES256))).hasSize(1);
        assertThat(store.all()).extracting(WrappedKey::slot).containsExactly(1L);
        assertThat(store.all().get(0).createdAt()).isEqualTo(clock.instant());
    }

    @Test
    void keepsItsKeyFromStartToStart() {
        assertThat(ids(load(SigningAlgorithm.ES256))).isEqualTo(ids(load(SigningAlgorithm.ES256)));
    }

    @Test
    void endsWithOneKeyWhenManyNodesStartAtOnce() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            Callable<List<String>> start = () -> ids(load(SigningAlgorithm.ES256));
            List<Future<List<String>>> starts =
                    nodes.invokeAll(Stream.generate(() -> start).limit(8).toList());
            for (Future<List<String>> node : starts) {
                assertThat(node.get()).isEqualTo(ids(load(SigningAlgorithm.ES256)));
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void usesTheKeyOfTheNodeThatWasFaster() {
        SigningKeys fast = keys(store);
        SigningKeyStore overtaken = new MemorySigningKeyStore() {
            @Override
            public List<WrappedKey> all() {
                return store.all();
            }

            @Override
            public boolean add(WrappedKey key) {
                fast.load(SigningAlgorithm.ES256);
                return store.add(key);
            }
        };

        SigningKeys slow = keys(overtaken);
        slow.load(SigningAlgorithm.ES256);

        assertThat(ids(slow)).isEqualTo(ids(fast)).hasSize(1);
    }

    @Test
    @Attack(291)
    void publishesTheNextKeyAnHourBeforeItSigns() throws Exception {
        SigningKeys keys = load(SigningAlgorithm.ES256);
        String first = signingKey(keys);
        clock.advance(Duration.ofDays(90).minusMinutes(61));
        keys.tend(SigningAlgorithm.ES256, Duration.ofHours(1));
        assertThat(ids(keys)).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        keys.tend(SigningAlgorithm.ES256, Duration.ofHours(1));

        assertThat(ids(keys)).hasSize(2);
        assertThat(signingKey(keys)).isEqualTo(first);
        clock.advance(Duration.ofMinutes(60));
        assertThat(signingKey(keys)).isEqualTo(ids(keys).get(1)).isNotEqualTo(first);
    }

    @Test
    @Attack(291)
    void keepsThePreviousKeyUntilItsLastTokenIsDead() {
        SigningKeys keys = load(SigningAlgorithm.ES256);
        clock.advance(Duration.ofDays(90).minusHours(1));
        keys.tend(SigningAlgorithm.ES256, Duration.ofHours(2));

        clock.advance(Duration.ofHours(3).plusSeconds(60));
        keys.tend(SigningAlgorithm.ES256, Duration.ofHours(2));
        assertThat(ids(keys)).hasSize(2);

        clock.advance(Duration.ofMillis(1));
        keys.tend(SigningAlgorithm.ES256, Duration.ofHours(2));
        assertThat(ids(keys)).hasSize(1);
    }

    @Test
    void neverSignsWithAKeyThatWasJustPublishedAfterALongSleep() throws Exception {
        SigningKeys keys = load(SigningAlgorithm.ES256);
        String first = signingKey(keys);
        clock.advance(Duration.ofDays(400));

        keys.tend(SigningAlgorithm.ES256, Duration.ofHours(1));

        assertThat(ids(keys)).hasSize(2);
        assertThat(signingKey(keys)).isEqualTo(first);
        clock.advance(Duration.ofHours(1));
        assertThat(signingKey(keys)).isNotEqualTo(first);
    }

    @Test
    @Attack(290)
    void makesOneNextKeyWhenManyNodesRotateAtOnce() throws Exception {
        load(SigningAlgorithm.ES256);
        clock.advance(Duration.ofDays(90));
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            Callable<List<String>> rotate = () -> {
                SigningKeys node = load(SigningAlgorithm.ES256);
                node.tend(SigningAlgorithm.ES256, Duration.ofHours(1));
                return ids(node);
            };
            for (Future<List<String>> node :
                    nodes.invokeAll(Stream.generate(() -> rotate).limit(8).toList())) {
                assertThat(node.get()).hasSize(2);
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(store.all()).hasSize(2);
    }

    @Test
    void changesTheAlgorithmOnceEverybodyCanKnowTheNewKey() throws Exception {
        SigningKeys before = load(SigningAlgorithm.ES256);
        String old = before.sign("at+jwt", Map.of("sub", "1"));

        SigningKeys after = load(SigningAlgorithm.RS256);
        after.tend(SigningAlgorithm.RS256, Duration.ofHours(1));
        after.tend(SigningAlgorithm.RS256, Duration.ofHours(1));

        assertThat(ids(after)).hasSize(2).containsAll(ids(before));
        assertThat(algorithm(after)).isEqualTo("ES256");
        clock.advance(Duration.ofHours(1));
        assertThat(algorithm(after)).isEqualTo("RS256");
        assertVerifies(after, old);
    }

    @Test
    @Attack(292)
    void removesAKeyAtOnceAndSignsWithTheNextOrANewOne() throws Exception {
        SigningKeys keys = load(SigningAlgorithm.ES256);
        WrappedKey first = store.all().get(0);
        keys.rotate(SigningAlgorithm.ES256);
        WrappedKey next = store.all().get(1);

        keys.remove(first, SigningAlgorithm.ES256);
        assertThat(signingKey(keys)).isEqualTo(next.keyId());
        keys.remove(store.all().get(0), SigningAlgorithm.ES256);

        assertThat(ids(keys)).hasSize(1).doesNotContain(first.keyId(), next.keyId());
        assertThat(signingKey(keys)).isEqualTo(ids(keys).get(0));
    }

    @Test
    void replacesAllKeysAfterARestore() throws Exception {
        SigningKeys keys = load(SigningAlgorithm.ES256);
        keys.rotate(SigningAlgorithm.ES256);
        List<String> old = ids(keys);

        keys.replaceAll(SigningAlgorithm.ES256);

        assertThat(ids(keys)).hasSize(1).doesNotContainAnyElementsOf(old);
        assertThat(signingKey(keys)).isEqualTo(ids(keys).get(0));
    }

    @Test
    @Attack(293)
    void rewrapsItsKeysUnderTheFirstSecret() throws Exception {
        SigningKeys keys = load(SigningAlgorithm.ES256);
        String newSecret = "another-server-secret-9876543210-zyx";
        SigningKeys both = keys(store, newSecret + "," + SECRET);
        both.load(SigningAlgorithm.ES256);

        both.rewrap();

        SigningKeys newOnly = keys(store, newSecret);
        newOnly.load(SigningAlgorithm.ES256);
        assertThat(ids(newOnly)).isEqualTo(ids(keys));
        assertThatIllegalStateException()
                .isThrownBy(() -> keys(store, SECRET).load(SigningAlgorithm.ES256))
                .withMessageContaining("LATCHKEY_SECRET");
    }

    @Test
    void followsWhatAnotherNodeDoes() throws Exception {
        SigningKeys one = load(SigningAlgorithm.ES256);
        SigningKeys other = load(SigningAlgorithm.ES256);

        one.rotate(SigningAlgorithm.ES256);
        other.refresh();

        assertThat(ids(other)).isEqualTo(ids(one)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void signsWhatItsPublishedKeysVerify(SigningAlgorithm algorithm) throws Exception {
        SigningKeys keys = load(algorithm);

        String token = keys.sign("at+jwt", Map.of("sub", "7"));

        assertVerifies(keys, token);
        assertThat(JWSObject.parse(token).getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(JWSObject.parse(token).getPayload().toJSONObject()).containsEntry("sub", "7");
    }

    @ParameterizedTest
    @Attack(184)
    @EnumSource(SigningAlgorithm.class)
    void publishesNoPrivateMember(SigningAlgorithm algorithm) {
        for (Object member : (List<?>) load(algorithm).toJwkSet().get("keys")) {
            assertThat(((Map<?, ?>) member).keySet().stream().map(Object::toString))
                    .doesNotContain("d", "p", "q", "dp", "dq", "qi", "oth", "k", "iat", "exp")
                    .contains("kid", "kty", "use", "alg");
        }
    }

    @Test
    void saysSoWhenThereIsNoKey() {
        assertThatIllegalStateException()
                .isThrownBy(() -> keys(store).sign("at+jwt", Map.of()))
                .withMessage("There is no signing key.");
    }

    private SigningKeys load(SigningAlgorithm algorithm) {
        SigningKeys keys = keys(store);
        keys.load(algorithm);
        return keys;
    }

    private SigningKeys keys(SigningKeyStore from) {
        return keys(from, SECRET);
    }

    private SigningKeys keys(SigningKeyStore from, String secrets) {
        return new SigningKeys(from, ServerSecrets.parse(secrets), new SecureRandom(), clock, KeySettings.defaults());
    }

    private static String signingKey(SigningKeys keys) throws Exception {
        return JWSObject.parse(keys.sign("at+jwt", Map.of())).getHeader().getKeyID();
    }

    private static String algorithm(SigningKeys keys) throws Exception {
        return JWSObject.parse(keys.sign("at+jwt", Map.of()))
                .getHeader()
                .getAlgorithm()
                .getName();
    }

    private static List<String> ids(SigningKeys keys) {
        return ((List<?>) keys.toJwkSet().get("keys"))
                .stream()
                        .map(member -> ((Map<?, ?>) member).get("kid").toString())
                        .toList();
    }

    private static void assertVerifies(SigningKeys keys, String token) throws Exception {
        JWSObject jws = JWSObject.parse(token);
        JWK key = JWKSet.parse(JSONObjectUtils.toJSONString(keys.toJwkSet()))
                .getKeyByKeyId(jws.getHeader().getKeyID());
        assertThat(jws.verify(new DefaultJWSVerifierFactory()
                        .createJWSVerifier(
                                jws.getHeader(),
                                key instanceof com.nimbusds.jose.jwk.ECKey ec
                                        ? ec.toECPublicKey()
                                        : key.toRSAKey().toRSAPublicKey())))
                .isTrue();
    }
}
