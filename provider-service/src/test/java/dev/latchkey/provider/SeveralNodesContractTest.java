package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two provider processes over one database. */
@OnEachDatabase
final class SeveralNodesContractTest {
    private final RunningProvider provider;
    private final Http one;
    private final Http other;
    private final TestClient client;

    SeveralNodesContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        one = provider.http();
        other = RunningProvider.beside(database).http();
        client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN, CLIENT_CREDENTIALS);
    }

    @Test
    void aListOfOneNodeIsServedByTheOtherAtOnce() {
        Answer issued = other.token(client, "grant_type", "client_credentials");

        assertThat(one.get(StatusListReader.path(issued)).status()).isEqualTo(200);
        assertThat(new StatusListReader(one).isRevoked(issued)).isFalse();
    }

    @Test
    @Contract(83)
    @Attack(198)
    void aRevocationShowsOnTheOtherNode() {
        Answer grant = logIn(provider.registrations().user());
        Answer own = one.token(client, "grant_type", "client_credentials");

        revoke(one, grant);
        revoke(one, own);

        assertThat(isActive(other, grant)).isFalse();
        Eventually.holds(() -> new StatusListReader(other).isRevoked(grant));
        Eventually.holds(() -> new StatusListReader(other).isRevoked(own));
        assertThat(isActive(other, own)).isFalse();
    }

    @Test
    @Contract(17)
    void aDisabledClientsTokensEndOnEachNode() {
        TestClient opaque = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.of("read"), CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.OPAQUE));
        Answer handle = one.token(opaque, "grant_type", "client_credentials");
        Answer grant = logIn(provider.registrations().user());
        Answer own = one.token(client, "grant_type", "client_credentials");

        provider.registrations()
                .clients()
                .disable(new ClientId(client.id()), provider.clock().instant());
        provider.registrations()
                .clients()
                .disable(new ClientId(opaque.id()), provider.clock().instant());

        for (Http node : List.of(one, other)) {
            Eventually.holds(() -> new StatusListReader(node).isRevoked(grant));
            Eventually.holds(() -> new StatusListReader(node).isRevoked(own));
        }
        Eventually.holds(() -> opaqueTokens(opaque) == 0);
        assertThat(handle.status()).isEqualTo(200);
    }

    @Test
    void aChangedUsersTokensEndOnEachNode() {
        String user = provider.registrations().user();
        Answer grant = logIn(user);
        Answer untouched = logIn(provider.registrations().user());

        provider.registrations().users().disable(provider.registrations().userId(user));

        for (Http node : List.of(one, other)) {
            Eventually.holds(() -> new StatusListReader(node).isRevoked(grant));
            assertThat(new StatusListReader(node).isRevoked(untouched)).isFalse();
        }
    }

    @Test
    @Contract(68)
    @Attack(134)
    void parallelRefreshesOnTwoNodesHaveOneSuccessor() throws Exception {
        Answer first = logIn(provider.registrations().user());

        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<Answer>> answers = IntStream.range(0, 50)
                .mapToObj(i -> threads.submit(() -> refresh(i % 2 == 0 ? one : other, first)))
                .toList();
        threads.shutdown();

        String successor = answers.get(0).get().text("refresh_token");
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().text("refresh_token")).isEqualTo(successor);
        }
        assertThat(refresh(other, answers.get(0).get()).status()).isEqualTo(200);
    }

    @Test
    @Contract(57)
    @Attack(100)
    void parallelExchangesOfACodeOnTwoNodesHaveOneWinner() throws Exception {
        Flow flow = new Flow(provider);
        TestClient application = flow.confidential();
        String code = flow.code(flow.loggedIn(provider.registrations().user()), application);

        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<Answer>> answers = IntStream.range(0, 50)
                .mapToObj(i -> threads.submit(() -> exchange(i % 2 == 0 ? one : other, application, code)))
                .toList();
        threads.shutdown();

        int good = 0;
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(200, 400);
            good += answer.get().status() == 200 ? 1 : 0;
        }
        assertThat(good).isEqualTo(1);
    }

    private static Answer exchange(Http node, TestClient application, String code) {
        return node.token(
                application,
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                Flow.CALLBACK,
                "code_verifier",
                Flow.VERIFIER);
    }

    private long opaqueTokens(TestClient owner) {
        return provider.database()
                .withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM oauth_client_token WHERE client_id = :client")
                        .bind("client", new ClientId(owner.id()).bytes())
                        .mapTo(Long.class)
                        .one());
    }

    private void revoke(Http node, Answer issued) {
        node.post(
                "/o/revoke_token/",
                Http.basic(client.id(), client.secret()),
                Http.encode("token", issued.text("access_token")));
    }

    private boolean isActive(Http node, Answer issued) {
        return node.post(
                        "/o/introspect/",
                        Http.basic(client.id(), client.secret()),
                        Http.encode("token", issued.text("access_token")))
                .json()
                .path("active")
                .asBoolean();
    }

    private Answer logIn(String user) {
        return one.token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    private Answer refresh(Http node, Answer previous) {
        return node.token(client, "grant_type", "refresh_token", "refresh_token", previous.text("refresh_token"));
    }
}
