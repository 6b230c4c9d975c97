package dev.latchkey.auth.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.ClaimNames;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.LocalJwkSet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTokensTest {
    private static final JwtSigner SIGNER = new JwtSigner(SigningKey.generate(SigningAlgorithm.RS256));
    private static final SettableClock CLOCK = new SettableClock();
    private static final ClaimNames KEYCLOAK = new ClaimNames(
            List.of("azp"), List.of("scope"), List.of("preferred_username"), List.of("realm_access.roles"), true);

    @Test
    void readsTheNamesThatAreInUse() {
        TokenPrincipal entra =
                principal(ClaimNames.COMMON, Map.of("scp", "a b", "appid", "app", "roles", List.of("r")));
        TokenPrincipal okta = principal(ClaimNames.COMMON, Map.of("scp", List.of("a", "b"), "cid", "app"));

        assertThat(entra.scopes()).isEqualTo(ScopeSet.of("a", "b")).isEqualTo(okta.scopes());
        assertThat(entra.clientId()).isEqualTo("app").isEqualTo(okta.clientId());
        assertThat(entra.roles()).containsExactly("r");
        assertThat(okta.roles()).isEmpty();
        assertThat(entra.username()).isEmpty();
    }

    @Test
    void readsRolesByPath() {
        Map<String, Object> roles = Map.of("realm_access", Map.of("roles", List.of("admin", 1)));

        assertThat(principal(KEYCLOAK, with(roles, Map.of("azp", "app"))).roles())
                .containsExactly("admin");
        assertThat(principal(KEYCLOAK, Map.of("azp", "app", "realm_access.roles", List.of("a")))
                        .roles())
                .containsExactly("a");
        assertThat(principal(KEYCLOAK, Map.of("azp", "app", "realm_access", "x"))
                        .roles())
                .isEmpty();
    }

    @Attack(121)
    @Test
    void doesNotTakeAServiceAccountForAUser() {
        assertThat(principal(KEYCLOAK, Map.of("azp", "App", "preferred_username", "service-account-app"))
                        .isUser())
                .isFalse();
        assertThat(principal(KEYCLOAK, Map.of("azp", "app", "preferred_username", "alice"))
                        .isUser())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt"})
    void acceptsATypeThatDoesNotTell(String type) {
        assertThat(validate(type, Map.of())).isInstanceOf(Valid.class);
    }

    @Contract(103)
    @Attack(181)
    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "dpop+jwt", "client-authentication+jwt", "statuslist+jwt", "secevent+jwt"})
    void refusesATypeThatTells(String type) {
        assertThat(validate(type, Map.of())).isInstanceOf(Rejected.class);
    }

    @Contract(103)
    @Attack(181)
    @ParameterizedTest
    @MethodSource
    void refusesOtherTokensByTheirClaims(Map<String, Object> changes) {
        assertThat(validate("JWT", changes)).isInstanceOf(Rejected.class);
    }

    static Stream<Map<String, Object>> refusesOtherTokensByTheirClaims() {
        return Stream.of(
                Map.of("typ", "ID"),
                Map.of("typ", "Refresh"),
                Map.of("typ", 1),
                Map.of("token_use", "id"),
                Map.of("token_use", "refresh_token"),
                Map.of("at_hash", "x"),
                Map.of("nonce", "x"),
                Map.of("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())),
                Map.of("azp", "https://api.example", "scope", "-"),
                Map.of("azp", "https://api.example", "scope", "-", "aud", List.of("https://api.example")),
                Map.of("azp", "-"));
    }

    @ParameterizedTest
    @MethodSource
    void acceptsAccessTokensByTheirClaims(Map<String, Object> changes) {
        assertThat(validate("JWT", changes)).isInstanceOf(Valid.class);
    }

    static Stream<Map<String, Object>> acceptsAccessTokensByTheirClaims() {
        return Stream.of(
                Map.of("typ", "Bearer", "nonce", "x"),
                Map.of("token_use", "access"),
                Map.of("scope", "-"),
                Map.of("azp", "https://api.example"));
    }

    private static TokenValidation validate(String type, Map<String, Object> changes) {
        Map<String, Object> claims =
                with(claims(), Map.of("azp", "app", "scope", "read", "aud", "https://api.example"));
        claims.putAll(changes);
        claims.values().removeIf("-"::equals);
        return new JwtTokenValidator(
                        new LocalJwkSet(() -> List.of(SIGNER.key().toPublicJwk())),
                        Set.of(SigningAlgorithm.RS256),
                        new TokenExpectations(
                                "https://login.example",
                                "https://api.example",
                                Duration.ZERO,
                                TokenType.ANY,
                                ClaimNames.COMMON),
                        CLOCK)
                .validate(new PresentedToken(SIGNER.sign(type, claims)));
    }

    private static TokenPrincipal principal(ClaimNames names, Map<String, Object> changes) {
        return TokenPrincipal.fromClaims(with(claims(), changes), names);
    }

    private static Map<String, Object> claims() {
        return Map.of(
                "iss",
                "https://login.example",
                "sub",
                "42",
                "exp",
                CLOCK.instant().getEpochSecond() + 60);
    }

    private static Map<String, Object> with(Map<String, Object> claims, Map<String, Object> changes) {
        Map<String, Object> all = new HashMap<>(claims);
        all.putAll(changes);
        return all;
    }
}
