package dev.latchkey.auth.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.KeyLookup;
import dev.latchkey.auth.jose.LocalJwkSet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JwtTokenValidatorTest {
    private static final String ISSUER = "https://login.example/o";
    private static final String AUDIENCE = "https://api.example";
    private static final String MISSING = "-";
    private static final JwtSigner SIGNER = new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256));
    private static final SettableClock CLOCK = new SettableClock();
    private static final long NOW = 1_767_225_600;

    private final JwtTokenValidator validator = new JwtTokenValidator(
            new LocalJwkSet(() -> List.of(SIGNER.key().toPublicJwk())),
            Set.of(SigningAlgorithm.ES256),
            new TokenExpectations(ISSUER, AUDIENCE, Duration.ofSeconds(30)),
            CLOCK);

    @Test
    void turnsClaimsIntoAPrincipal() {
        TokenPrincipal principal = ((Valid) validate("jti", "x")).principal();

        assertThat(principal.subject()).isEqualTo("42");
        assertThat(principal.clientId()).isEqualTo("app");
        assertThat(principal.username()).contains("alice");
        assertThat(principal.getName()).isEqualTo("alice");
        assertThat(principal.isUser()).isTrue();
        assertThat(principal.scopes()).isEqualTo(ScopeSet.of("read", "write"));
        assertThat(principal.issuer()).isEqualTo(ISSUER);
        assertThat(principal.expiresAt().getEpochSecond()).isEqualTo(NOW + 600);
        assertThat(principal.claims()).containsEntry("jti", "x");
    }

    @ParameterizedTest
    @MethodSource
    void accepts(String claim, Object value) {
        assertThat(validate(claim, value)).isInstanceOf(Valid.class);
    }

    static Stream<Arguments> accepts() {
        return Stream.of(
                Arguments.of("aud", List.of("https://other.example", AUDIENCE)),
                Arguments.of("exp", NOW + 1),
                Arguments.of("exp", NOW + 0.5e9),
                Arguments.of("exp", 4_000_000_000L),
                Arguments.of("nbf", NOW + 30),
                Arguments.of("iat", NOW + 30),
                Arguments.of("iat", MISSING),
                Arguments.of("scope", MISSING),
                Arguments.of("scope", ""),
                Arguments.of("username", MISSING));
    }

    @Contract({91, 103})
    @Attack({178, 179, 182, 183})
    @ParameterizedTest
    @MethodSource
    void refusesAsInvalid(String claim, Object value) {
        assertFault(validate(claim, value), TokenFault.INVALID);
    }

    static Stream<Arguments> refusesAsInvalid() {
        return Stream.of(
                        claim(
                                "iss",
                                MISSING,
                                "",
                                ISSUER + "/",
                                "https://login.example",
                                "https://LOGIN.example/o",
                                1,
                                List.of(ISSUER)),
                        claim("exp", MISSING, "4000000000", -1, 1e300, Long.MAX_VALUE, List.of(4_000_000_000L), true),
                        claim("nbf", NOW + 31, "0", -1, List.of()),
                        claim("iat", NOW + 31, "0", -1, Map.of()),
                        claim("sub", MISSING, "", " ", 42, List.of("42"), "a".repeat(1025)),
                        claim("client_id", MISSING, "", 1, List.of("app")),
                        claim("scope", List.of("read"), Map.of("read", true), "read\nwrite", "read  write", 1))
                .flatMap(claims -> claims);
    }

    @Contract(99)
    @Attack({180, 271})
    @ParameterizedTest
    @MethodSource
    void refusesForAnotherAudience(Object audience) {
        assertFault(validate("aud", audience), TokenFault.WRONG_AUDIENCE);
    }

    static Stream<Object> refusesForAnotherAudience() {
        return Stream.of(
                MISSING,
                "",
                "*",
                "https://api.example/",
                "https://api.exampl",
                "https://API.example",
                List.of(),
                List.of("https://other.example"),
                List.of(List.of(AUDIENCE)),
                Arrays.asList(AUDIENCE, 1),
                1,
                Map.of("a", AUDIENCE));
    }

    @Contract(91)
    @Test
    void refusesATokenAtItsExpiry() {
        assertFault(validate("exp", NOW), TokenFault.EXPIRED);
        assertFault(validate("exp", NOW - 1_000_000), TokenFault.EXPIRED);
        assertFault(validate("exp", 0), TokenFault.EXPIRED);
    }

    @Attack(278)
    @Test
    void doesNotJudgeWithoutKeys() {
        JwtTokenValidator blind = new JwtTokenValidator(
                (kid, algorithm) -> new KeyLookup.Unavailable(),
                Set.of(SigningAlgorithm.ES256),
                new TokenExpectations(ISSUER, AUDIENCE, Duration.ZERO),
                CLOCK);

        assertThat(blind.validate(new PresentedToken(token("jti", "x")))).isInstanceOf(Unavailable.class);
        assertFault(blind.validate(new PresentedToken("garbled")), TokenFault.INVALID);
    }

    private TokenValidation validate(String claim, Object value) {
        return validator.validate(new PresentedToken(token(claim, value)));
    }

    private static String token(String claim, Object value) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss",
                ISSUER,
                "aud",
                AUDIENCE,
                "sub",
                "42",
                "client_id",
                "app",
                "username",
                "alice",
                "scope",
                "read write",
                "iat",
                NOW,
                "exp",
                NOW + 600));
        claims.put(claim, value);
        claims.values().removeIf(MISSING::equals);
        return SIGNER.sign("at+jwt", claims);
    }

    private static Stream<Arguments> claim(String name, Object... values) {
        return Arrays.stream(values).map(value -> Arguments.of(name, value));
    }

    private static void assertFault(TokenValidation validation, TokenFault fault) {
        assertThat(validation)
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.fault()).isEqualTo(fault));
    }
}
