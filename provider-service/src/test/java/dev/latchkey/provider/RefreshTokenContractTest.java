package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE E: refresh tokens. */
@OnEachDatabase
final class RefreshTokenContractTest {
    private static final Duration PAST_THE_GRACE = Duration.ofSeconds(11);

    private final RunningProvider provider;
    private final Http http;
    private final TestClient client;
    private final String user;

    RefreshTokenContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        user = provider.registrations().user();
    }

    @Test
    @Contract(65)
    void replacesTheRefreshTokenAtEachUse() {
        Answer first = logIn(client);

        Answer second = refresh(client, first);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("refresh_token")).startsWith("lk_rt_").isNotEqualTo(first.text("refresh_token"));
        assertThat(second.text("access_token")).isNotEqualTo(first.text("access_token"));
        assertThat(second.text("scope")).isEqualTo("read write groups");
        assertThat(second.claims().path("username").asText()).isEqualTo(user);
        provider.clock().advance(PAST_THE_GRACE);
        assertError(refresh(client, first), 400, "invalid_grant");
    }

    @Test
    @Contract(66)
    @Attack({133, 145})
    void endsTheGrantWhenAnOldTokenComesBack() {
        Answer first = logIn(client);
        Answer second = refresh(client, first);
        provider.clock().advance(PAST_THE_GRACE);

        assertError(refresh(client, first), 400, "invalid_grant");

        assertError(refresh(client, second), 400, "invalid_grant");
    }

    @Test
    @Contract(67)
    @Attack({135, 145})
    void givesARetryWithinTheGraceTheSameSuccessor() {
        Answer first = logIn(client);
        Answer second = refresh(client, first);
        provider.clock().advance(Duration.ofSeconds(5));

        Answer retry = refresh(client, first);

        assertThat(retry.text("refresh_token")).isEqualTo(second.text("refresh_token"));
        assertThat(retry.claims()).isEqualTo(second.claims());
        assertThat(retry.json().path("expires_in").asLong())
                .isEqualTo(second.json().path("expires_in").asLong() - 5);
        assertThat(refresh(client, second).status()).isEqualTo(200);
        assertError(refresh(client, first), 400, "invalid_grant");
    }

    @Test
    @Contract({67, 70})
    @Attack(138)
    void neverGivesARetryMoreThanItAskedFor() {
        for (TestClient any : List.of(client, opaque())) {
            Answer first = logIn(any);
            Answer winner = refresh(any, first);

            Answer retry = http.token(any, form(first, "scope", "read"));

            assertThat(retry.text("scope")).isEqualTo("read");
            assertThat(scopeOf(any, retry)).isEqualTo("read");
            assertThat(retry.text("access_token")).isNotEqualTo(winner.text("access_token"));
            assertThat(retry.text("refresh_token")).isEqualTo(winner.text("refresh_token"));
            assertThat(scopeOf(any, http.token(any, form(first, "scope", "read"))))
                    .isEqualTo("read");
            assertThat(refresh(any, first).text("scope")).isEqualTo("read write groups");
            assertThat(refresh(any, winner).status()).isEqualTo(200);
        }
    }

    @Test
    @Contract(68)
    void givesParallelRefreshesWithDifferentScopesEachItsOwn() throws Exception {
        Answer first = logIn(client);
        List<String> scopes = List.of("read", "write", "read write groups");

        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<Answer>> answers = IntStream.range(0, 12)
                .mapToObj(i -> threads.submit(() -> http.token(client, form(first, "scope", scopes.get(i % 3)))))
                .toList();
        threads.shutdown();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get().status()).isEqualTo(200);
            assertThat(answers.get(i).get().text("scope")).isEqualTo(scopes.get(i % 3));
            assertThat(answers.get(i).get().text("refresh_token"))
                    .isEqualTo(answers.get(0).get().text("refresh_token"));
        }
    }

    private TestClient opaque() {
        ScopeSet all = ScopeSet.of("read", "write", "groups");
        return provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(all, all, PASSWORD, REFRESH_TOKEN),
                        ClientTokens.of(TokenFormat.OPAQUE));
    }

    private String scopeOf(TestClient as, Answer tokens) {
        return http.post(
                        "/o/introspect/",
                        Http.basic(as.id(), as.secret()),
                        Http.encode("token", tokens.text("access_token")))
                .text("scope");
    }

    @Test
    @Contract(68)
    @Attack(134)
    void givesParallelRefreshesOneSuccessor() throws Exception {
        Answer first = logIn(client);

        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<Answer>> answers = IntStream.range(0, 50)
                .mapToObj(i -> threads.submit(() -> refresh(client, first)))
                .toList();
        threads.shutdown();

        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(200);
            assertThat(answer.get().text("refresh_token"))
                    .isEqualTo(answers.get(0).get().text("refresh_token"));
        }
        assertThat(refresh(client, answers.get(0).get()).status()).isEqualTo(200);
    }

    @Test
    @Contract(69)
    void keepsTheRefreshTokenWhereRotationIsOff() {
        TestClient keeping = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.empty(), PASSWORD, REFRESH_TOKEN),
                        new ClientTokens(TokenFormat.OPAQUE, null, null, null, false));
        Answer first = logIn(keeping);

        Answer second = refresh(keeping, first);

        assertThat(second.text("refresh_token")).isEqualTo(first.text("refresh_token"));
        assertThat(second.text("access_token")).startsWith("lk_at_").isNotEqualTo(first.text("access_token"));
    }

    @Test
    @Contract(70)
    @Attack(138)
    void narrowsTheScopeOnceButNeverWidensIt() {
        Answer first = logIn(client, "scope", "read groups");

        Answer narrow = http.token(client, form(first, "scope", "read"));
        Answer full = refresh(client, narrow);
        Answer wider = http.token(client, form(full, "scope", "read write"));

        assertThat(narrow.text("scope")).isEqualTo("read");
        assertThat(narrow.claims().path("scope").asText()).isEqualTo("read");
        assertThat(full.text("scope")).isEqualTo("read groups");
        assertError(wider, 400, "invalid_scope");
        assertThat(refresh(client, full).status()).isEqualTo(200);
    }

    @Test
    @Contract(71)
    @Attack({104, 105, 137, 140})
    void refusesTokensThatAreNotThisClientsRefreshTokens() {
        TestClient other = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        Answer tokens = logIn(client);
        String token = tokens.text("refresh_token");

        assertError(refresh(other, tokens), 400, "invalid_grant");
        assertError(http.token(client, "grant_type", "refresh_token"), 400, "invalid_request");
        for (String bad : List.of(
                tokens.text("access_token"),
                token.substring(0, token.length() - 1),
                token + "A",
                token + "=",
                token.toUpperCase(java.util.Locale.ROOT),
                token.replace("lk_rt_", "lk_at_"),
                "lk_rt_",
                "x",
                "x".repeat(60_000))) {
            assertError(http.token(client, "grant_type", "refresh_token", "refresh_token", bad), 400, "invalid_grant");
        }
        assertThat(refresh(client, tokens).status()).isEqualTo(200);
    }

    @Test
    @Contract(71)
    @Attack(143)
    void demandsTheSecretOfAConfidentialClient() {
        Answer tokens = logIn(client);

        Answer answer = http.token(
                java.util.Map.of(),
                "grant_type",
                "refresh_token",
                "client_id",
                client.id(),
                "refresh_token",
                tokens.text("refresh_token"));

        assertError(answer, 401, "invalid_client");
    }

    @Test
    @Contract(72)
    @Attack(142)
    void endsAnIdleGrantAndOneThatIsTooOld() {
        TestClient brief = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.empty(), PASSWORD, REFRESH_TOKEN),
                        new ClientTokens(
                                TokenFormat.JWT,
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(25),
                                true));
        Answer idle = logIn(brief);
        Answer used = logIn(brief);

        provider.clock().advance(Duration.ofMinutes(9));
        used = refresh(brief, used);
        provider.clock().advance(Duration.ofMinutes(9));
        used = refresh(brief, used);

        assertThat(used.status()).isEqualTo(200);
        assertError(refresh(brief, idle), 400, "invalid_grant");
        provider.clock().advance(Duration.ofMinutes(7));
        assertError(refresh(brief, used), 400, "invalid_grant");
    }

    @Test
    @Contract(73)
    @Attack(141)
    void refusesTheTokenOfADisabledUser() {
        Answer tokens = logIn(client);

        provider.registrations().users().disable(provider.registrations().userId(user));

        assertError(refresh(client, tokens), 400, "invalid_grant");
    }

    @Test
    @Contract(74)
    void costsTheSameHoweverOldTheGrantIs() {
        Answer[] tokens = {logIn(client)};
        long before = grants();

        for (int i = 0; i < 40; i++) {
            int statements = provider.statements().during(() -> tokens[0] = refresh(client, tokens[0]));
            assertThat(statements).isLessThanOrEqualTo(2);
        }

        assertThat(grants()).isEqualTo(before);
    }

    private long grants() {
        return provider.database()
                .withHandle(handle -> handle.select("SELECT COUNT(*) FROM oauth_grant")
                        .mapTo(Long.class)
                        .one());
    }

    private Answer logIn(TestClient as, String... more) {
        String[] form = {"grant_type", "password", "username", user, "password", Registrations.PASSWORD};
        return http.token(as, concat(form, more));
    }

    private Answer refresh(TestClient as, Answer tokens) {
        return http.token(as, form(tokens));
    }

    private static String[] form(Answer tokens, String... more) {
        String[] form = {"grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token")};
        return concat(form, more);
    }

    private static String[] concat(String[] one, String[] other) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(one), java.util.Arrays.stream(other))
                .toArray(String[]::new);
    }
}
