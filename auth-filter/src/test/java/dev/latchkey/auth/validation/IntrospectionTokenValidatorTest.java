package dev.latchkey.auth.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIntrospection;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.introspection.ClientAuthentication;
import dev.latchkey.auth.introspection.IntrospectionClient;
import dev.latchkey.auth.introspection.IntrospectionEndpoint;
import dev.latchkey.auth.jose.IssuerUri;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionTokenValidatorTest {
    private static final String TOKEN = "opaque-token-of-alice";

    private final SettableClock clock = new SettableClock();
    private final LocalIssuer issuer = new LocalIssuer(clock);
    private final LocalIntrospection endpoint = new LocalIntrospection(issuer);
    private final IntrospectionTokenValidator validator = new IntrospectionTokenValidator(
            new IntrospectionClient(
                    IntrospectionEndpoint.of(new IssuerUri(issuer.issuer())),
                    ClientAuthentication.basic("api", "secret"),
                    8,
                    clock),
            new TokenExpectations(issuer.issuer(), LocalIssuer.AUDIENCE, Duration.ofSeconds(30)),
            clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void turnsAnAnswerIntoAPrincipal() {
        TokenPrincipal principal = principal(Map.of());

        assertThat(principal.getName()).isEqualTo("alice");
        assertThat(principal.isUser()).isTrue();
        assertThat(principal.scopes().contains("read")).isTrue();
        assertThat(principal.claims()).doesNotContainKey("active");
    }

    @Test
    void fillsInWhatTheStandardLeavesToTheIssuer() {
        TokenPrincipal service = principal(Map.of("iss", "-", "sub", "-", "username", "-"));

        assertThat(service.issuer()).isEqualTo(issuer.issuer());
        assertThat(service.subject()).isEqualTo("app");
        assertThat(service.isUser()).isFalse();
    }

    @ParameterizedTest
    @MethodSource
    void accepts(Map<String, Object> changes) {
        assertThat(validate(changes)).isInstanceOf(Valid.class);
    }

    static Stream<Map<String, Object>> accepts() {
        return Stream.of(
                Map.of("token_type", "Bearer"),
                Map.of("token_type", "bearer"),
                Map.of("token_use", "access_token"),
                Map.of("typ", "Bearer"),
                Map.of("aud", List.of("other", LocalIssuer.AUDIENCE)),
                Map.of("scope", "-"),
                Map.of("iat", "-"));
    }

    @Contract({100, 103})
    @Attack({140, 178, 179, 181, 275})
    @ParameterizedTest
    @MethodSource
    void refusesWhatTheAnswerDoesNotBear(Map<String, Object> changes) {
        assertFault(validate(changes), TokenFault.INVALID);
    }

    static Stream<Map<String, Object>> refusesWhatTheAnswerDoesNotBear() {
        return Stream.of(
                Map.of("active", false),
                Map.of("iss", "https://other.example"),
                Map.of("exp", "-"),
                Map.of("exp", "4000000000"),
                Map.of("nbf", 4_000_000_000L),
                Map.of("iat", 4_000_000_000L),
                Map.of("client_id", "-"),
                Map.of("sub", 1),
                Map.of("scope", List.of("read")),
                Map.of("token_type", "refresh_token"),
                Map.of("token_type", "mac"),
                Map.of("token_type", "DPoP"),
                Map.of("token_use", "refresh_token"),
                Map.of("typ", "Refresh"),
                Map.of("typ", "ID"));
    }

    @Contract({91, 99, 100})
    @Attack({180, 271})
    @Test
    void tellsApartWhatTheClientMayKnow() {
        assertFault(validate(Map.of("aud", "https://other.example")), TokenFault.WRONG_AUDIENCE);
        assertFault(validate(Map.of("aud", "-")), TokenFault.WRONG_AUDIENCE);
        assertFault(validate(Map.of("exp", clock.instant().getEpochSecond())), TokenFault.EXPIRED);
    }

    @Attack(276)
    @ParameterizedTest
    @ValueSource(
            strings = {"short", "fifteen-charact", "with a blank in it", "quote\"quote\"quote\"", "ümlaut-ümlaut-ümlaut"
            })
    void doesNotAskAboutWhatIsNoToken(String garbage) {
        assertFault(validator.validate(new PresentedToken(garbage)), TokenFault.INVALID);
        assertFault(validator.validate(new PresentedToken("a".repeat(16_385))), TokenFault.INVALID);
        assertThat(endpoint.calls()).isZero();
    }

    @Contract(100)
    @Attack(275)
    @Test
    void doesNotJudgeWithoutAnAnswer() {
        endpoint.serve(LocalIssuer.status(500));

        assertThat(validate(Map.of())).isInstanceOf(Unavailable.class);
    }

    private TokenPrincipal principal(Map<String, Object> changes) {
        return ((Valid) validate(changes)).principal();
    }

    private TokenValidation validate(Map<String, Object> changes) {
        return validator.validate(new PresentedToken(endpoint.activate(TOKEN, changes)));
    }

    private static void assertFault(TokenValidation validation, TokenFault fault) {
        assertThat(validation)
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.fault()).isEqualTo(fault));
    }
}
