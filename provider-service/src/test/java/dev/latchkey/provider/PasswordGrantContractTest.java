package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE B: the password grant, for clients that list it. */
@OnEachDatabase
final class PasswordGrantContractTest {
    private final RunningProvider provider;
    private final Http http;
    private final TestClient client;
    private final String user;

    PasswordGrantContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        user = provider.registrations().user();
    }

    @Test
    @Contract({21, 22})
    void givesAUsersTokensForAUsersPassword() {
        Answer answer = logIn(user, Registrations.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("refresh_token")).startsWith("lk_rt_").doesNotContain(".");
        assertThat(answer.text("scope")).isEqualTo("read write groups");
        assertThat(answer.claims().path("username").asText()).isEqualTo(user);
        assertThat(answer.claims().path("sub").asText())
                .isEqualTo(Long.toString(provider.registrations().userId(user)));
        assertThat(answer.claims().path("client_id").asText()).isEqualTo(client.id());
        assertThat(answer.claims().path("jti").asText()).hasSizeGreaterThan(20);
    }

    @Test
    @Contract(21)
    void givesNoRefreshTokenToAClientThatMayNotUseIt() {
        TestClient once = provider.registrations().confidential(PASSWORD);

        Answer answer =
                http.token(once, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("refresh_token")).isFalse();
    }

    @Test
    @Contract(23)
    void letsAPublicClientAskByItsIdAlone() {
        TestClient app = provider.registrations().publicClient(PASSWORD, REFRESH_TOKEN);

        assertThat(asPublic(app, Map.of()).status()).isEqualTo(200);
    }

    @Test
    @Contract(24)
    @Attack({148, 149})
    void refusesAPublicClientThatSendsASecret() {
        TestClient app = provider.registrations().publicClient(PASSWORD, REFRESH_TOKEN);

        assertError(asPublic(app, Map.of("client_secret", "wrong")), 401, "invalid_client");
        assertError(
                http.token(
                        Http.basic(app.id(), ""),
                        "grant_type",
                        "password",
                        "username",
                        user,
                        "password",
                        Registrations.PASSWORD),
                401,
                "invalid_client");
    }

    @Test
    @Contract(25)
    @Attack(82)
    void answersTheSameToAWrongPasswordAndToAnUnknownUser() {
        Answer wrong = logIn(user, "wrong password");
        Answer unknown = logIn("nobody", "wrong password");
        Answer impossible = logIn("no body\u0000", "wrong password");
        Answer padded = logIn(user, Registrations.PASSWORD + " ");
        Answer spaced = logIn(user + " ", Registrations.PASSWORD);

        for (Answer answer : java.util.List.of(wrong, unknown, impossible, padded, spaced)) {
            assertError(answer, 400, "invalid_grant");
            assertThat(answer.text("error_description")).isEqualTo("Invalid credentials given.");
        }
        assertThat(unknown.body()).isEqualTo(wrong.body());
    }

    @Test
    @Contract(26)
    @Attack(81)
    void refusesAMissingOrImpossiblyLongPassword() {
        assertError(http.token(client, "grant_type", "password", "username", user), 400, "invalid_request");
        assertError(http.token(client, "grant_type", "password", "password", "x"), 400, "invalid_request");
        assertError(
                http.token(client, "grant_type", "password", "username", "", "password", ""), 400, "invalid_request");
        assertError(logIn(user, "x".repeat(2_000)), 400, "invalid_request");
    }

    @Test
    @Contract(27)
    void refusesADisabledUser() {
        provider.registrations().users().disable(provider.registrations().userId(user));

        Answer answer = logIn(user, Registrations.PASSWORD);

        assertError(answer, 400, "invalid_grant");
        assertThat(answer.text("error_description")).isEqualTo("Invalid credentials given.");
    }

    @Test
    @Contract(28)
    void narrowsToTheScopeAskedFor() {
        Answer answer = http.token(
                client,
                "grant_type",
                "password",
                "username",
                user,
                "password",
                Registrations.PASSWORD,
                "scope",
                "read");

        assertThat(answer.text("scope")).isEqualTo("read");
        assertThat(answer.claims().path("scope").asText()).isEqualTo("read");
    }

    @Test
    @Contract(29)
    void givesAUserSeveralTokensAtOnce() {
        Answer first = logIn(user, Registrations.PASSWORD);
        Answer second = logIn(user, Registrations.PASSWORD);

        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(refresh(first).status()).isEqualTo(200);
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    @Attack(110)
    void refusesThePasswordGrantToClientsThatDoNotListIt() {
        TestClient modern = provider.registrations().confidential(CLIENT_CREDENTIALS);

        assertError(
                http.token(modern, "grant_type", "password", "username", user, "password", Registrations.PASSWORD),
                400,
                "unauthorized_client");
    }

    @Test
    @Attack(83)
    void knowsAUserByTheDocumentedNormalFormOnly() {
        assertThat(logIn(user.toUpperCase(java.util.Locale.ROOT), Registrations.PASSWORD)
                        .claims()
                        .path("username")
                        .asText())
                .isEqualTo(user);
        assertError(logIn(user + "\u200b", Registrations.PASSWORD), 400, "invalid_grant");
    }

    @Test
    @Contract(30)
    @Attack({84, 86})
    void checksTenPasswordsAtMostHoweverManyComeAtOnceAndThenNoneForAWhile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<Future<Answer>> guesses = IntStream.range(0, 100)
                .mapToObj(i -> threads.submit(() -> guess(user, "guess" + i, "203.0.113." + i)))
                .toList();
        threads.shutdown();

        int checked = 0;
        for (Future<Answer> guess : guesses) {
            // 503: a busy machine checks fewer at once.
            assertThat(guess.get().status()).isIn(400, 429, 503);
            checked += guess.get().status() == 400 ? 1 : 0;
        }
        assertThat(checked).isBetween(1, 10);
        Answer right = logIn(user, Registrations.PASSWORD);
        assertError(right, 429, "too_many_requests");
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(1, 61);
        assertThat(logIn(user, "wrong").body()).isEqualTo(right.body());
        provider.clock().advance(Duration.ofSeconds(61));
        assertThat(logIn(user, Registrations.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    @Attack(84)
    void locksNamesThatNobodyHasAsWell() {
        String nobody = "nobody-" + user;
        for (int i = 0; i < 10; i++) {
            assertError(logIn(nobody, "wrong"), 400, "invalid_grant");
        }

        assertError(logIn(nobody, "wrong"), 429, "too_many_requests");
    }

    private Answer guess(String username, String password, String pretended) {
        Map<String, String> headers = new HashMap<>(Http.basic(client.id(), client.secret()));
        headers.put("X-Forwarded-For", pretended);
        return http.token(headers, "grant_type", "password", "username", username, "password", password);
    }

    private Answer logIn(String username, String password) {
        return http.token(client, "grant_type", "password", "username", username, "password", password);
    }

    private Answer refresh(Answer tokens) {
        return http.token(client, "grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));
    }

    private Answer asPublic(TestClient app, Map<String, String> more) {
        String body = Http.encode(
                "grant_type", "password", "username", user, "password", Registrations.PASSWORD, "client_id", app.id());
        String rest = more.entrySet().stream()
                .map(entry -> "&" + Http.encode(entry.getKey(), entry.getValue()))
                .reduce("", String::concat);
        return http.post("/o/token/", Map.of(), body + rest);
    }
}
