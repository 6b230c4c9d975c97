package dev.latchkey.provider.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientCredentials;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.ByteString;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class JdbiClientStoreTest {
    private static final Instant NOW = ProviderTables.NOW;

    private final JdbiClientStore clients;

    JdbiClientStoreTest(TestDatabase kind) {
        Database database = ProviderTables.emptyOn(kind);
        clients = new JdbiClientStore(database);
    }

    @Test
    void keepsEverythingOfAConfidentialClient() {
        Client client = new Client(
                new ClientId("https://app.example/c~1_2.3-4"),
                "M\u00fcller & S\u00f6hne \ud83d\ude00 '\"; --",
                ClientType.CONFIDENTIAL,
                new ClientCredentials(
                        Set.of(ClientAuthenticationMethod.CLIENT_SECRET_POST),
                        List.of(secret(3, null), secret(2, NOW.plusSeconds(60)), secret(1, NOW))),
                new ClientPermissions(
                        Set.of(GrantType.AUTHORIZATION_CODE, GrantType.DEVICE_CODE, GrantType.CLIENT_CREDENTIALS),
                        ScopeSet.of("write", "read", "music:read"),
                        ScopeSet.of("read"),
                        List.of(new RedirectUri("https://b.example/cb?x=%20"), new RedirectUri("com.example.a:/cb"))),
                new ClientTokens(
                        TokenFormat.OPAQUE,
                        Duration.ofSeconds(36_001),
                        Duration.ofDays(3),
                        Duration.ofDays(3_650),
                        false),
                new ClientPolicy(false, true, true, true, Set.of("https://app.example", "http://localhost:3000")),
                false,
                Long.MAX_VALUE - 1);

        clients.register(client, NOW);

        assertThat(clients.find(client.id())).contains(client);
        assertThat(clients.find(client.id()).orElseThrow().permissions().scopes())
                .hasToString("write read music:read");
    }

    @Test
    void keepsAPublicClientWithNothing() {
        Client client = TestClients.publicClient(
                "c", TestClients.permissions(ScopeSet.empty(), ScopeSet.empty()), ClientTokens.of(TokenFormat.JWT));

        clients.register(client, NOW);

        assertThat(clients.find(client.id())).contains(client);
    }

    @Test
    void countsForTheImplicitGrantOnlyWhoCanUseIt() {
        clients.register(implicit("nowhere"), NOW);
        assertThat(clients.hasImplicit()).isFalse();

        clients.register(implicit("somewhere", new RedirectUri("https://app.example/cb")), NOW);
        assertThat(clients.hasImplicit()).isTrue();
    }

    private static Client implicit(String id, RedirectUri... uris) {
        Client client = TestClients.publicClient(id);
        ClientPermissions permissions =
                new ClientPermissions(Set.of(GrantType.PASSWORD), ScopeSet.of("read"), ScopeSet.empty(), List.of(uris));
        return client.with(id, permissions, new ClientPolicy(true, false, false, true, Set.of()));
    }

    @Test
    void keepsTheLongestValuesThereAre() {
        Client longest = new Client(
                new ClientId("i".repeat(200)),
                "\ud83d\ude00".repeat(50),
                ClientType.PUBLIC,
                ClientCredentials.none(),
                new ClientPermissions(
                        Set.of(new GrantType("g".repeat(100)), new GrantType("h".repeat(100))),
                        ScopeSet.of("s".repeat(4_096)),
                        ScopeSet.of("s".repeat(4_096)),
                        List.of(
                                longestUri("a"),
                                longestUri("b"),
                                longestUri("c"),
                                longestUri("d"),
                                longestUri("e"),
                                longestUri("f"),
                                longestUri("g"))),
                ClientTokens.of(TokenFormat.JWT),
                ClientPolicy.strict(),
                true,
                1);

        clients.register(longest, NOW);

        assertThat(clients.find(longest.id())).contains(longest);
    }

    @Test
    void tellsIdsApartByteForByte() {
        clients.register(TestClients.publicClient("App"), NOW);
        clients.register(TestClients.publicClient("app"), NOW);

        assertThat(clients.find(new ClientId("APP"))).isEmpty();
        assertThat(clients.find(new ClientId("ap"))).isEmpty();
        assertThat(clients.find(new ClientId("App")).orElseThrow().id().value()).isEqualTo("App");
    }

    @Test
    void refusesAnIdThatIsTakenAndKeepsTheFirst() {
        clients.register(TestClients.publicClient("app"), NOW);
        Client other = TestClients.confidential("app", TestClients.PERMISSIONS, secret(1, null));

        assertThatThrownBy(() -> clients.register(other, NOW))
                .isInstanceOfSatisfying(
                        JdbiException.class,
                        fault -> assertThat(DatabaseFaults.isDuplicate(fault)).isTrue());
        assertThat(clients.find(new ClientId("app"))).contains(TestClients.publicClient("app"));
    }

    @Test
    void pagesThroughAllInOrderOfTheirIds() {
        List<String> ids = Arrays.asList("b", "B", "a", "c1", "c", "0", "~", "-");
        ids.forEach(id -> clients.register(TestClients.publicClient(id), NOW));

        List<String> paged = new ArrayList<>();
        Optional<ClientId> after = Optional.empty();
        for (List<Client> page = clients.page(after, 3); !page.isEmpty(); page = clients.page(after, 3)) {
            page.forEach(client -> paged.add(client.id().value()));
            after = Optional.of(page.get(page.size() - 1).id());
        }

        assertThat(paged).containsExactly("-", "0", "B", "a", "b", "c", "c1", "~");
    }

    @Test
    void disablesAndRaisesTheVersion() {
        Client client = TestClients.confidential("app", TestClients.PERMISSIONS, secret(1, null));
        clients.register(client, NOW);

        assertThat(clients.disable(client.id(), NOW.plusSeconds(1))).isTrue();

        assertThat(clients.find(client.id())).contains(TestClients.disabled(client));
        assertThat(clients.disable(new ClientId("unknown"), NOW)).isFalse();
    }

    @Test
    void losesNoVersionAmongSimultaneousChanges() throws Exception {
        Client client = TestClients.publicClient("app");
        clients.register(client, NOW);

        assertThat(ProviderTables.atOnce(20, () -> clients.disable(client.id(), NOW)))
                .containsOnly(true);

        assertThat(clients.find(client.id()).orElseThrow().version()).isEqualTo(21);
    }

    @Test
    void namesWhatChangedSinceAMillisecond() {
        clients.register(TestClients.publicClient("old"), NOW.minusMillis(1));
        clients.register(TestClients.publicClient("new"), NOW);
        clients.register(TestClients.publicClient("changed"), NOW.minusSeconds(9));
        clients.disable(new ClientId("changed"), NOW.plusMillis(1));

        assertThat(clients.changedSince(NOW)).isEqualTo(Map.of(new ClientId("new"), 1L, new ClientId("changed"), 2L));
        assertThat(clients.changedSince(NOW.plusMillis(2))).isEmpty();
    }

    @Test
    void knowsTheLongestAccessTokenLifetimeOfAClient() {
        assertThat(clients.longestAccessTokenLifetime()).isZero();

        register("plain", null);
        register("long", Duration.ofDays(2));
        register("short", Duration.ofMinutes(1));

        assertThat(clients.longestAccessTokenLifetime()).isEqualTo(Duration.ofDays(2));
    }

    private void register(String id, Duration lifetime) {
        ClientTokens own = new ClientTokens(TokenFormat.JWT, lifetime, null, null, true);
        clients.register(TestClients.publicClient(id, TestClients.PERMISSIONS, own), NOW);
    }

    private static ClientSecretHash secret(int seed, Instant expiresAt) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) -seed);
        return new ClientSecretHash(
                ByteString.of(new byte[] {0, -1, 127, (byte) seed}), ByteString.of(hash), NOW, expiresAt);
    }

    private static RedirectUri longestUri(String start) {
        return new RedirectUri("https://" + start + ".example/" + "p".repeat(1_982));
    }
}
