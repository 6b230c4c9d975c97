package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE F: giving tokens back (RFC 7009). */
@OnEachDatabase
final class RevocationContractTest {
    private static final String PATH = "/o/revoke_token/";

    private final RunningProvider provider;
    private final Http http;
    private final StatusListReader lists;
    private final TestClient client;

    RevocationContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        lists = new StatusListReader(http);
        client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN, CLIENT_CREDENTIALS);
    }

    @Test
    @Contract({75, 83})
    void anAccessTokenTakesItsGrantWithIt() {
        Answer first = logIn(client);
        Answer second = refresh(client, first);
        Answer other = logIn(client);

        Answer answer = revoke(client, "token", second.text("access_token"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertError(refresh(client, second), 400, "invalid_grant");
        assertThat(lists.isRevoked(first)).isTrue();
        assertThat(lists.isRevoked(second)).isTrue();
        assertThat(lists.isRevoked(other)).isFalse();
        assertThat(refresh(client, other).status()).isEqualTo(200);
    }

    @Test
    @Contract(75)
    void aClientsOwnTokenDiesAlone() {
        Answer first = http.token(client, "grant_type", "client_credentials");
        Answer second = http.token(client, "grant_type", "client_credentials");

        assertThat(revoke(client, "token", first.text("access_token")).status()).isEqualTo(200);
        assertThat(revoke(client, "token", first.text("access_token")).status()).isEqualTo(200);

        assertThat(lists.isRevoked(first)).isTrue();
        assertThat(lists.isRevoked(second)).isFalse();
    }

    @Test
    @Contract(75)
    void opaqueTokensEndAsJwtsDo() {
        TestClient opaque = opaque(CLIENT_CREDENTIALS, PASSWORD, REFRESH_TOKEN);
        Answer own = http.token(opaque, "grant_type", "client_credentials");
        Answer others = http.token(opaque, "grant_type", "client_credentials");
        Answer grant = logIn(opaque);

        revoke(opaque, "token", own.text("access_token"));
        revoke(opaque, "token", grant.text("access_token"));

        assertThat(isActive(opaque, own)).isFalse();
        assertThat(isActive(opaque, others)).isTrue();
        assertThat(isActive(opaque, grant)).isFalse();
        assertError(refresh(opaque, grant), 400, "invalid_grant");
    }

    @Test
    @Contract(76)
    @Attack(203)
    void aRefreshTokenTakesTheAccessTokensWithIt() {
        Answer issued = logIn(client);

        revoke(client, "token", issued.text("refresh_token"));

        assertThat(lists.isRevoked(issued)).isTrue();
        assertThat(isActive(client, issued)).isFalse();
        assertError(refresh(client, issued), 400, "invalid_grant");
    }

    @Test
    @Contract({77, 78})
    @Attack(202)
    void aWrongHintChangesNothingAndAnUnknownTokenIsDone() {
        Answer first = logIn(client);
        Answer second = logIn(client);

        revoke(client, "token", first.text("refresh_token"), "token_type_hint", "access_token");
        revoke(client, "token", second.text("access_token"), "token_type_hint", "blue");

        assertThat(lists.isRevoked(first)).isTrue();
        assertThat(lists.isRevoked(second)).isTrue();
        assertThat(revoke(client, "token", "nothing").status()).isEqualTo(200);
        assertThat(revoke(client, "token", "lk_rt_" + "A".repeat(54)).status()).isEqualTo(200);
        assertThat(revoke(client, "token", "a.b.c").status()).isEqualTo(200);
    }

    @Test
    @Attack(202)
    void refusesWhatIsNoToken() {
        Flow flow = new Flow(provider);
        TestClient application = flow.confidential();
        String code = flow.code(flow.loggedIn(provider.registrations().user()), application);

        assertError(revoke(application, "token", code), 400, "unsupported_token_type");
        assertError(revoke(application, "token", "lk_dc_x"), 400, "unsupported_token_type");
        assertThat(flow.redeem(application, code).status()).isEqualTo(200);
    }

    @Test
    @Contract(79)
    @Attack({199, 201})
    void anotherClientsTokenIsLeftAlone() {
        TestClient stranger = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        Answer mine = logIn(client);
        Answer own = http.token(client, "grant_type", "client_credentials");

        Stream.of(mine.text("access_token"), mine.text("refresh_token"), own.text("access_token"))
                .forEach(token ->
                        assertThat(revoke(stranger, "token", token).status()).isEqualTo(200));

        assertThat(lists.isRevoked(mine)).isFalse();
        assertThat(lists.isRevoked(own)).isFalse();
        assertThat(refresh(client, mine).status()).isEqualTo(200);
    }

    @Test
    @Contract({80, 81})
    void refusesRequestsWithoutTokenOrClient() {
        assertError(revoke(client, "token_type_hint", "access_token"), 400, "invalid_request");
        assertError(http.post(PATH, Map.of(), Http.encode("token", "x")), 401, "invalid_client");
        assertError(
                http.post(PATH, Http.basic(client.id(), "wrong"), Http.encode("token", "x")), 401, "invalid_client");
        assertThat(http.get(PATH).status()).isEqualTo(405);
        assertError(
                http.post(PATH + "?token=x", Http.basic(client.id(), client.secret()), Http.encode("a", "b")),
                400,
                "invalid_request");
    }

    @Test
    @Contract(82)
    @Attack(200)
    void aPublicClientGivesItsTokensBackByItsId() {
        TestClient app = provider.registrations().publicClient(PASSWORD, REFRESH_TOKEN);
        String user = provider.registrations().user();
        Answer issued = http.token(
                Map.of(),
                "grant_type",
                "password",
                "client_id",
                app.id(),
                "username",
                user,
                "password",
                Registrations.PASSWORD);

        Answer answer =
                http.post(PATH, Map.of(), Http.encode("client_id", app.id(), "token", issued.text("access_token")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(lists.isRevoked(issued)).isTrue();
    }

    @Test
    @Attack(204)
    void isNotDoneWhenTheDatabaseIsAway() {
        Answer issued = logIn(client);
        List<Handle> allConnections = Stream.generate(
                        () -> provider.database().jdbi().open())
                .limit(provider.database().settings().maxConnections())
                .toList();
        try {
            Answer answer = revoke(client, "token", issued.text("access_token"));

            assertError(answer, 503, "temporarily_unavailable");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        } finally {
            allConnections.forEach(Handle::close);
        }
        assertThat(lists.isRevoked(issued)).isFalse();
        assertThat(revoke(client, "token", issued.text("access_token")).status())
                .isEqualTo(200);
        assertThat(lists.isRevoked(issued)).isTrue();
    }

    private TestClient opaque(GrantType... grants) {
        return provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.of("read"), grants),
                        ClientTokens.of(TokenFormat.OPAQUE));
    }

    private boolean isActive(TestClient caller, Answer issued) {
        return http.post(
                        "/o/introspect/",
                        Http.basic(caller.id(), caller.secret()),
                        Http.encode("token", issued.text("access_token")))
                .json()
                .path("active")
                .asBoolean();
    }

    private Answer revoke(TestClient caller, String... form) {
        return http.post(PATH, Http.basic(caller.id(), caller.secret()), Http.encode(form));
    }

    private Answer logIn(TestClient caller) {
        String user = provider.registrations().user();
        return http.token(caller, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    private Answer refresh(TestClient caller, Answer previous) {
        return http.token(caller, "grant_type", "refresh_token", "refresh_token", previous.text("refresh_token"));
    }
}
