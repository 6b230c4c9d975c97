package dev.latchkey.provider.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.provider.client.ClientId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FurtherClaimsTest {
    private static final TokenContext TOKEN =
            new TokenContext(new ClientId("app"), TestTokens.USER, TestTokens.PERMISSION);

    @Test
    void standBesideTheProvidersOwn() {
        assertThat(with(token -> Map.of("department", token.client().value())))
                .containsExactlyInAnyOrderEntriesOf(Map.of("sub", "7", "department", "app"));
        assertThat(with(TokenCustomizer.none())).containsExactly(Map.entry("sub", "7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope", "username", "status", "cnf"})
    void neverReplaceThem(String claim) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(token -> Map.of("department", "sales", claim, "1")))
                .withMessageStartingWith("The TokenCustomizer sets one of the provider's own claims")
                .withMessageContaining(claim)
                .withMessageEndingWith("choose another name, such as https://example.com/department.");
    }

    @Test
    void fitAHeader() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(token -> Map.of("picture", "x".repeat(2_000))))
                .withMessageContaining("more than 2000 characters");
    }

    private static Map<String, Object> with(TokenCustomizer customizer) {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of("sub", "7"));
        new FurtherClaims(customizer).addTo(claims, TOKEN);
        return claims;
    }
}
