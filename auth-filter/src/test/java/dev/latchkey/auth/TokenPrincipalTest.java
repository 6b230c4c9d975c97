package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenPrincipalTest {
    private final Map<String, Object> claims =
            new HashMap<>(Map.of("iss", "i", "sub", "7", "client_id", "app", "exp", 10, "scope", "read"));

    @Test
    void isNamedByItsSubjectWithoutAUsername() {
        assertThat(TokenPrincipal.fromClaims(claims).getName()).isEqualTo("7");
        claims.put("username", "alice");
        assertThat(TokenPrincipal.fromClaims(claims).getName()).isEqualTo("alice");
    }

    @Contract(101)
    @Attack(121)
    @Test
    void isAUserOnlyWithANameAndASubjectOfItsOwn() {
        assertThat(TokenPrincipal.fromClaims(claims).isUser()).isFalse();
        claims.put("username", "alice");
        assertThat(TokenPrincipal.fromClaims(claims).isUser()).isTrue();
        claims.put("sub", "app");
        assertThat(TokenPrincipal.fromClaims(claims).isUser()).isFalse();
    }

    @Test
    void cannotBeChangedThroughItsClaims() {
        List<Object> roles = new ArrayList<>(List.of("user"));
        claims.put("realm", new HashMap<>(Map.of("roles", roles)));
        TokenPrincipal principal = TokenPrincipal.fromClaims(claims);

        roles.add("admin");
        claims.put("sub", "8");

        assertThat(principal.claims()).containsEntry("realm", Map.of("roles", List.of("user")));
        assertThat(principal.subject()).isEqualTo("7");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> principal.claims().clear());
    }

    @Test
    void doesNotShowItsClaims() {
        claims.put("email", "canary@example.com");

        assertThat(TokenPrincipal.fromClaims(claims))
                .hasToString("TokenPrincipal[subject=7, clientId=app, scopes=read]");
    }
}
