package dev.latchkey.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.testing.Attack;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientTest {
    private static final ClientTokens TOKENS = ClientTokens.of(TokenFormat.JWT);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "a\nb", "a\u0000b", "\u0085"})
    void needsAVisibleName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named(name))
                .withMessage("A client's name is 1 to 100 visible characters.");
    }

    @Test
    void hasANameOfAtMost100Characters() {
        assertThat(named("é".repeat(100)).name()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> named("é".repeat(101)));
    }

    @Test
    @Attack({148, 149})
    void isPublicExactlyWhenItHasNoAuthentication() {
        ClientCredentials secret = ClientCredentials.secret(TestClients.unknowableSecret());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(ClientType.PUBLIC, secret, TestClients.PERMISSIONS))
                .withMessage("A public client, and only a public client, has no authentication: make the client"
                        + " confidential, or give it the method none and no other.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(ClientType.CONFIDENTIAL, ClientCredentials.none(), TestClients.PERMISSIONS));
    }

    @Test
    void cannotAskForItselfWithoutASecret() {
        ClientPermissions permissions =
                TestClients.permissions(ScopeSet.of("read"), ScopeSet.empty(), GrantType.CLIENT_CREDENTIALS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(ClientType.PUBLIC, ClientCredentials.none(), permissions))
                .withMessageStartingWith("A public client cannot use client_credentials");
    }

    @Test
    void mayUseWhatItIsRegisteredFor() {
        Client client = TestClients.publicClient("app");

        assertThat(client.mayUse(GrantType.PASSWORD)).isTrue();
        assertThat(client.mayUse(GrantType.AUTHORIZATION_CODE)).isFalse();
        assertThat(client.authenticatesBy(ClientAuthenticationMethod.NONE)).isTrue();
        assertThat(client.authenticatesBy(ClientAuthenticationMethod.CLIENT_SECRET_BASIC))
                .isFalse();
    }

    @Test
    void hasItsDefaultScopesAmongItsScopes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestClients.permissions(ScopeSet.of("read"), ScopeSet.of("write")))
                .withMessage("A default scope must be one of the client's scopes.");
    }

    @Test
    void needsARedirectUriForTheCodeFlow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TestClients.permissions(ScopeSet.of("read"), ScopeSet.empty(), GrantType.AUTHORIZATION_CODE))
                .withMessage("The authorization_code grant needs at least one redirect URI.");
    }

    @Test
    void fitsItsColumns() {
        ScopeSet tooMany = ScopeSet.of(IntStream.range(0, 200)
                .mapToObj(i -> "scope-of-some-length-" + i)
                .toList());
        List<RedirectUri> tooLong = Collections.nCopies(9, new RedirectUri("https://app.example/" + "a".repeat(1_900)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestClients.permissions(tooMany, ScopeSet.empty()))
                .withMessageContaining("4096 characters of scopes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientPermissions(Set.of(), ScopeSet.empty(), ScopeSet.empty(), tooLong))
                .withMessage("A client has at most 16000 characters of redirect URIs.");
    }

    @Test
    void hasLifetimesOfASecondOrMore() {
        for (Duration lifetime : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofSeconds(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ClientTokens(TokenFormat.JWT, lifetime, null, null, true))
                    .withMessage("A lifetime is at least one second.");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ClientTokens(TokenFormat.JWT, null, lifetime, null, true));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ClientTokens(TokenFormat.JWT, null, null, lifetime, true));
        }
        assertThat(TOKENS.rotation()).isTrue();
    }

    @Test
    void alwaysUsesPkceWhenItIsPublic() {
        ClientPolicy withoutPkce = new ClientPolicy(false, false, false, false, Set.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Client(
                        new ClientId("app"),
                        "App",
                        ClientType.PUBLIC,
                        ClientCredentials.none(),
                        TestClients.PERMISSIONS,
                        TOKENS,
                        withoutPkce,
                        true,
                        1))
                .withMessage("A public client always uses PKCE: it cannot be switched off for it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "app.example",
                "https://app.example/",
                "https://app.example/x",
                "https://a b",
                "ftp://app.example",
                "https://app.example?x",
                "https://app.example#x",
                "https://user@app.example",
                "https://App.example",
                "https://*.example"
            })
    void namesAnOriginThatIsNone(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientPolicy(true, false, false, false, Set.of(origin)))
                .withMessageStartingWith("\"" + origin + "\" is not a web origin: write scheme, host and port only");
    }

    @Test
    void hasOriginsThatFitTheirColumn() {
        Set<String> origins = IntStream.range(0, 200)
                .mapToObj(i -> "https://application" + i + ".example")
                .collect(Collectors.toSet());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientPolicy(true, false, false, false, origins))
                .withMessage("A client has at most 4000 characters of origins.");
    }

    private static Client named(String name) {
        return new Client(
                new ClientId("app"),
                name,
                ClientType.PUBLIC,
                ClientCredentials.none(),
                TestClients.PERMISSIONS,
                TOKENS,
                ClientPolicy.strict(),
                true,
                1);
    }

    private static Client client(ClientType type, ClientCredentials credentials, ClientPermissions permissions) {
        return new Client(
                new ClientId("app"), "App", type, credentials, permissions, TOKENS, ClientPolicy.strict(), true, 1);
    }
}
