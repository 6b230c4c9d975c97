package dev.latchkey.provider.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.testing.Attack;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
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

    @Test
    void makesTheFirstKey() {
        assertThat(ids(load(SigningAlgorithm.ES256))).hasSize(1);
        assertThat(store.all()).extracting(WrappedKey::slot).containsExactly(1L);
        assertThat(store.all().get(0).createdAt()).isEqualTo(Instant.EPOCH);
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
        SigningKeyStore overtaken = new SigningKeyStore() {
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
    void addsAKeyForAnotherAlgorithmAndKeepsPublishingTheOld() throws Exception {
        SigningKeys before = load(SigningAlgorithm.ES256);
        String old = before.sign("at+jwt", Map.of("sub", "1"));

        SigningKeys after = load(SigningAlgorithm.RS256);

        assertThat(ids(after)).hasSize(2).containsAll(ids(before));
        assertVerifies(after, old);
        assertThat(JWSObject.parse(after.sign("at+jwt", Map.of())).getHeader().getAlgorithm())
                .hasToString("RS256");
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
    void saysSoWhenItIsNotLoaded() {
        assertThatIllegalStateException()
                .isThrownBy(() -> keys(store).toJwkSet())
                .withMessage("The signing keys are not loaded yet.");
    }

    private SigningKeys load(SigningAlgorithm algorithm) {
        SigningKeys keys = keys(store);
        keys.load(algorithm);
        return keys;
    }

    private static SigningKeys keys(SigningKeyStore store) {
        return new SigningKeys(
                store, ServerSecrets.parse(SECRET), new SecureRandom(), InstantSource.fixed(Instant.EPOCH));
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
