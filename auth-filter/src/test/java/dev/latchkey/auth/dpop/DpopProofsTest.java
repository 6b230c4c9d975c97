package dev.latchkey.auth.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.dpop.DpopExamination.NonceWanted;
import dev.latchkey.auth.dpop.DpopExamination.Proven;
import dev.latchkey.auth.dpop.DpopExamination.Refused;
import dev.latchkey.auth.jose.SigningAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopProofsTest {
    private static final String TOKEN = "the-token";
    private static final String ADDRESS = "https://api.example/orders";
    private static final Set<SigningAlgorithm> ALL = EnumSet.allOf(SigningAlgorithm.class);
    private static final SettableClock CLOCK = new SettableClock();
    private static final ProofMaker CLIENT = new ProofMaker(SigningAlgorithm.ES256, CLOCK);

    private final DpopProofs proofs = proofs(ALL, false, 1_000);

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void takesAGoodProofOfEitherKindOfKey(SigningAlgorithm algorithm) {
        ProofMaker client = new ProofMaker(algorithm, CLOCK);

        assertThat(examine(client.proof("GET", ADDRESS, TOKEN)))
                .isInstanceOfSatisfying(
                        Proven.class, proven -> assertThat(proven.thumbprint()).isEqualTo(client.thumbprint()));
    }

    @Test
    @Attack(191)
    void wantsExactlyOneHeader() {
        String good = CLIENT.proof("GET", ADDRESS, TOKEN);

        refuses();
        refuses(good, good);
        refuses(good, CLIENT.proof("GET", ADDRESS, TOKEN));
        refuses(good + "," + good);
        refuses(good + ", " + good);
        refuses("");
    }

    @Test
    @Attack(191)
    void wantsTheTypeToTheLetter() {
        for (String typ : List.of("JWT", "at+jwt", "DPoP+jwt", "application/dpop+jwt", "-", "")) {
            refusesHeader(Map.of("typ", typ));
        }
        refusesHeader(Map.of("typ", 1));
    }

    @Test
    @Attack(191)
    void wantsAnAllowedAsymmetricAlgorithm() {
        for (String alg : List.of("none", "None", "HS256", "ES384", "PS256", "EdDSA", "es256", "RS256", "-", "")) {
            refusesHeader(Map.of("alg", alg));
        }
        assertThat(proofs(Set.of(SigningAlgorithm.RS256), false, 10)
                        .examine(request(CLIENT.proof("GET", ADDRESS, TOKEN))))
                .isInstanceOf(Refused.class);
    }

    @Test
    @Attack(191)
    void wantsAPublicKey() {
        refusesHeader(Map.of("jwk", "-"));
        refusesHeader(Map.of("jwk", CLIENT.privateKey()));
        refusesHeader(Map.of("jwk", Map.of("kty", "oct", "k", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0")));
        refusesHeader(Map.of("jwk", Map.of()));
        refusesHeader(Map.of("jwk", List.of(CLIENT.privateKey())));
        Map<String, Object> halfPrivate = new HashMap<>(CLIENT.privateKey());
        halfPrivate.remove("d");
        halfPrivate.put("p", "AQAB");
        refusesHeader(Map.of("jwk", halfPrivate));
    }

    @Test
    void wantsTheSignatureOfTheKeyInTheHeader() {
        Map<String, Object> other = new HashMap<>(new ProofMaker(SigningAlgorithm.ES256, CLOCK).privateKey());
        other.remove("d");
        refusesHeader(Map.of("jwk", other));

        String good = CLIENT.proof("GET", ADDRESS, TOKEN);
        refuses(good.substring(0, good.lastIndexOf('.') + 1));
        refuses(good.substring(0, good.lastIndexOf('.')));
        refuses(good.substring(0, good.length() - 8) + "AAAAAAAA");
    }

    @Test
    void knowsNoExtensions() {
        refusesHeader(Map.of("crit", List.of("exp")));
        refusesHeader(Map.of("b64", false));
    }

    @Test
    @Attack(189)
    void wantsTheMethodToTheLetter() {
        for (Object htm : List.of("POST", "get", "", "-", 1, List.of("GET"))) {
            refusesClaim("htm", htm);
        }
    }

    @ParameterizedTest
    @Attack(189)
    @ValueSource(
            strings = {
                "https://api.example/orders",
                "https://api.example:443/orders",
                "HTTPS://API.Example/orders",
                "https://api.example/orders?a=b",
                "https://api.example/orders#x",
                "https://api.example/%6Frders"
            })
    void takesTheAddressHoweverItIsWritten(String htu) {
        assertThat(examine(CLIENT.proof("GET", htu, TOKEN))).isInstanceOf(Proven.class);
    }

    @ParameterizedTest
    @Attack(189)
    @ValueSource(
            strings = {
                "http://api.example/orders",
                "https://api.example:8443/orders",
                "https://api.example/orders/",
                "https://api.example/Orders",
                "https://api.example/orders%2F",
                "https://api.example/x/../orders",
                "https://api.example",
                "https://api.example.evil/orders",
                "https://evil.example/orders",
                "https://user@api.example/orders",
                "https://api.example@evil.example/orders",
                "https:api.example/orders",
                "/orders",
                "orders",
                "-",
                "https://api.example/ orders",
                "ftp://api.example/orders"
            })
    void refusesAnotherAddress(String htu) {
        refusesClaim("htu", htu);
    }

    @Test
    @Attack(189)
    void refusesAnAddressThatIsNoText() {
        refusesClaim("htu", 1);
        refusesClaim("htu", List.of(ADDRESS));
        refusesClaim("htu", "https://api.example/" + "x".repeat(5_000));
    }

    @ParameterizedTest
    @Attack(190)
    @CsvSource({"0,true", "60,true", "-60,true", "61,false", "-61,false", "99999999,false", "-99999999,false"})
    void wantsARecentProof(long secondsAhead, boolean good) {
        long iat = CLOCK.instant().getEpochSecond() + secondsAhead;

        assertThat(examine(withClaim("iat", iat)) instanceof Proven).isEqualTo(good);
    }

    @Test
    @Attack(190)
    void wantsATimeThatIsANumber() {
        for (Object iat : List.of("-", "now", String.valueOf(CLOCK.instant().getEpochSecond()), -1, 1e300)) {
            refusesClaim("iat", iat);
        }
    }

    @Test
    @Attack(190)
    void wantsTheDigestOfThisToken() {
        String good = digestOf(TOKEN);
        for (Object ath : List.of("-", "", digestOf("another"), good.substring(1), good + "=", TOKEN, 1)) {
            refusesClaim("ath", ath);
        }
    }

    @Test
    void wantsAnIdentifier() {
        for (Object jti : List.of("-", "", " ", "x".repeat(1_025), 1)) {
            refusesClaim("jti", jti);
        }
    }

    @Test
    @Attack(188)
    void takesAProofOnce() {
        Proven proof = proven("one");

        assertThat(proofs.use(proof)).isEqualTo(DpopUse.FIRST);
        assertThat(proofs.use(proof)).isEqualTo(DpopUse.REPLAYED);
        assertThat(proofs.use(new Proven("another key", proof.identifier()))).isEqualTo(DpopUse.FIRST);
    }

    @Test
    @Attack(188)
    void forgetsNoProofToMakeRoomForOthers() {
        DpopProofs small = proofs(ALL, false, 3);
        for (String jti : List.of("1", "2", "3")) {
            assertThat(small.use(proven(jti))).isEqualTo(DpopUse.FIRST);
        }

        assertThat(small.use(proven("4"))).isEqualTo(DpopUse.UNKNOWN);
        assertThat(small.use(proven("1"))).isNotEqualTo(DpopUse.FIRST);
        assertThat(small.remembered()).isEqualTo(3);
    }

    @Test
    @Attack(188)
    void isWorthNothingAtAnotherNodeNorAfterARestartWhereNoncesAreWanted() {
        DpopProofs one = proofs(ALL, true, 10);
        DpopProofs otherOrRestarted = proofs(ALL, true, 10);
        DpopRequest proof = request(withClaim("nonce", one.nextNonce()));

        assertThat(one.examine(proof)).isInstanceOf(Proven.class);
        assertThat(otherOrRestarted.examine(proof)).isInstanceOf(NonceWanted.class);
    }

    @Test
    @Attack(192)
    void wantsACurrentNonceOfItsOwn() {
        DpopProofs strict = proofs(ALL, true, 10);
        String nonce = strict.nextNonce();
        String foreign = proofs(ALL, true, 10).nextNonce();

        assertThat(strict.examine(request(withClaim("nonce", nonce)))).isInstanceOf(Proven.class);
        for (Object bad : List.of("-", "", foreign, nonce.substring(1), "A".repeat(32), "!".repeat(32), 1)) {
            assertThat(strict.examine(request(withClaim("nonce", bad)))).isInstanceOf(NonceWanted.class);
        }

        CLOCK.advance(Duration.ofMinutes(5));
        assertThat(strict.examine(request(withClaim("nonce", nonce)))).isInstanceOf(NonceWanted.class);
    }

    @Test
    @Attack(189)
    void comparesWithTheAddressThatClientsUse() {
        assertThat(targetOf(ExternalAddress.of("https://api.example/v1/"))).isEqualTo("https://api.example/v1/orders");
        assertThat(targetOf(ExternalAddress.originOf("https://api.example/v1").orElseThrow()))
                .isEqualTo("https://api.example/orders");
        assertThat(targetOf(ExternalAddress.ofRequest())).isEqualTo("http://internal:8080/orders");
        assertThat(ExternalAddress.originOf("my-api")).isEmpty();
    }

    private static String targetOf(ExternalAddress address) {
        return address.target(URI.create("http://internal:8080/orders?x=y"))
                .orElseThrow()
                .text();
    }

    private static DpopProofs proofs(Set<SigningAlgorithm> algorithms, boolean nonce, int replays) {
        ExternalAddress address = ExternalAddress.of("https://api.example");
        return new DpopProofs(
                new DpopSettings(DpopMode.ALLOWED, address, algorithms, Duration.ofSeconds(60), nonce, replays), CLOCK);
    }

    private static Proven proven(String jti) {
        return new Proven(CLIENT.thumbprint(), jti);
    }

    private static String digestOf(String token) {
        return Base64URL.encode(new PresentedToken(token).sha256()).toString();
    }

    private static String withClaim(String name, Object value) {
        return CLIENT.proof("GET", ADDRESS, TOKEN, Map.of(), Map.of(name, value));
    }

    private void refusesClaim(String name, Object value) {
        refuses(withClaim(name, value));
    }

    private void refusesHeader(Map<String, ?> changes) {
        refuses(CLIENT.proof("GET", ADDRESS, TOKEN, changes, Map.of()));
    }

    private void refuses(String... headers) {
        assertThat(proofs.examine(request(headers)))
                .as(Arrays.toString(headers))
                .isInstanceOf(Refused.class);
    }

    private DpopExamination examine(String proof) {
        return proofs.examine(request(proof));
    }

    private static DpopRequest request(String... headers) {
        return new DpopRequest(List.of(headers), "GET", URI.create("http://127.0.0.1:1/orders"), TOKEN);
    }
}
