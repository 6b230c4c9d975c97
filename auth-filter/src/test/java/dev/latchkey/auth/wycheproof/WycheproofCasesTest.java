package dev.latchkey.auth.wycheproof;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.auth.jose.LocalJwkSet;
import dev.latchkey.auth.jose.PublicKeySet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.validation.JwtTokenValidator;
import dev.latchkey.auth.validation.TokenExpectations;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Project Wycheproof's 649 cases for JWS, JWE and JWK (C2SP), each made anew with keys of our own; see
 * {@code docs/reference/wycheproof.md}.
 */
class WycheproofCasesTest {
    private static final Sets ACCESS_TOKENS = new Sets(new Jws("at+jwt"));
    private static final Sets ASSERTIONS = new Sets(new Jws("JWT"));
    private static final LocalJwkSet ALL_KEYS = new LocalJwkSet(() -> Keys.ALL);

    @Test
    void hasAsManyCasesAsTheSets() {
        assertThat(ACCESS_TOKENS.all().keySet())
                .containsExactly("json_web_signature", "json_web_crypto", "json_web_key", "json_web_encryption");
        assertThat(ACCESS_TOKENS.all().values().stream().map(List::size)).containsExactly(401, 83, 26, 139);
    }

    // Otherwise the forgeries below might be refused for a mistake in making them.
    @Test
    void areForgedByHandsThatCanMakeSoundOnes() throws Exception {
        Jws jws = new Jws("at+jwt");
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        pss.initVerify(Keys.RSA.toRSAPublicKey());
        pss.update("text".getBytes(StandardCharsets.US_ASCII));

        judgeAsAnAccessToken(Case.accepting("padding", new Pkcs1Paddings(jws).unchanged()));
        assertThat(pss.verify(Pkcs1Paddings.power(HexFormat.of().formatHex(new PssEncoding(Map.of()).of("text")))))
                .isTrue();
    }

    @Attack(186)
    @ParameterizedTest(name = "{0}")
    @MethodSource("accessTokens")
    void areJudgedByTheFilter(String name, Case one) {
        judgeAsAnAccessToken(one);
    }

    static Stream<Arguments> accessTokens() {
        return named(ACCESS_TOKENS);
    }

    @Attack(186)
    @ParameterizedTest(name = "{0}")
    @MethodSource("assertions")
    void areJudgedAsAClientsAssertion(String name, Case one) {
        judgeAsAnAssertion(one);
    }

    static Stream<Arguments> assertions() {
        return named(ASSERTIONS);
    }

    @Attack({185, 186})
    @ParameterizedTest(name = "{0}")
    @MethodSource("keySets")
    void haveKeySetsThatNoClientMayRegister(String name, Case one) {
        assertThat(mayRegister(one.keys())).isEqualTo(!one.accepted().isEmpty());
    }

    static Stream<Arguments> keySets() {
        return assertions()
                .filter(arguments -> String.valueOf(arguments.get()[0]).startsWith("json_web_key "));
    }

    private static Stream<Arguments> named(Sets sets) {
        return sets.all().entrySet().stream()
                .flatMap(set -> IntStream.range(0, set.getValue().size())
                        .mapToObj(i -> named(
                                set.getKey() + " " + (i + 1), set.getValue().get(i))));
    }

    private static Arguments named(String number, Case one) {
        return Arguments.of(number + " " + one.name(), one);
    }

    private static void judgeAsAnAccessToken(Case one) {
        JwtTokenValidator validator = new JwtTokenValidator(
                one.keys().isEmpty() ? ALL_KEYS : new LocalJwkSet(one::keys),
                Set.of(SigningAlgorithm.values()),
                new TokenExpectations("https://login.example/o", "https://api.example", Duration.ofSeconds(30)),
                new SettableClock());

        for (String token : one.accepted()) {
            assertThat(validator.validate(new PresentedToken(token))).isInstanceOf(Valid.class);
        }
        for (String token : one.refused()) {
            TokenValidation refusal = validator.validate(new PresentedToken(token));
            assertThat(refusal).isInstanceOf(Rejected.class);
            assertThat(((Rejected) refusal).fault()).isEqualTo(TokenFault.INVALID);
        }
    }

    private static void judgeAsAnAssertion(Case one) {
        PublicKeySet keys = PublicKeySet.fetched(json(one.keysOrAll())).orElseThrow();

        for (String token : one.accepted()) {
            assertThat(claims(token, keys)).isPresent();
        }
        for (String token : one.refused()) {
            assertThat(claims(token, keys)).isEmpty();
        }
    }

    private static Optional<Map<String, Object>> claims(String token, PublicKeySet keys) {
        return ClientAssertion.parse(token).flatMap(assertion -> assertion.claimsSignedBy(keys));
    }

    private static boolean mayRegister(List<Map<String, Object>> keys) {
        try {
            PublicKeySet.registered(new String(json(keys), StandardCharsets.UTF_8));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] json(List<Map<String, Object>> keys) {
        return JSONObjectUtils.toJSONString(Map.of("keys", keys)).getBytes(StandardCharsets.UTF_8);
    }
}
