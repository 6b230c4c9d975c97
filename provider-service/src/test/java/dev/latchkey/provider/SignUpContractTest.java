package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@code POST /sign_up/}: programs make accounts for people. */
@OnEachDatabase
final class SignUpContractTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final RunningProvider provider;
    private final Http http;
    private final String name = "newcomer" + NUMBER.incrementAndGet();

    SignUpContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
    }

    @Test
    @Contract(115)
    void makesAnAccountThatCanLogIn() {
        Answer form = http.post("/sign_up/", Map.of(), Http.encode("username", name, "password", "long enough"));
        Answer json = http.post("/sign_up", JSON, json(name + "-2", "long enough"));

        assertThat(form.status()).isEqualTo(201);
        assertThat(form.json().toString()).isEqualTo("{\"username\":\"" + name + "\"}");
        assertThat(form.header("Set-Cookie")).isEmpty();
        assertThat(json.status()).isEqualTo(201);
        assertThat(http.token(
                                provider.registrations().confidential(PASSWORD),
                                "grant_type",
                                "password",
                                "username",
                                name,
                                "password",
                                "long enough")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Contract(115)
    @Attack(83)
    void refusesANameThatIsTakenInAnySpelling() {
        http.post("/sign_up/", JSON, json(name, "long enough"));

        for (String taken : List.of(
                name, name.toUpperCase(java.util.Locale.ROOT), "ｎ" + name.substring(1), "ñ" + name.substring(1))) {
            Answer answer = http.post("/sign_up/", JSON, json(taken, "long enough"));

            assertError(answer, 409, "username_taken");
            assertThat(answer.json().path("fields").has("username")).isTrue();
        }
    }

    @Test
    @Contract(115)
    @Attack(81)
    void namesTheFieldThatIsNotGood() {
        assertField("password", json(name, "short"));
        assertField("password", json(name, ""));
        assertField("password", json(name, name));
        assertField("password", json(name, "x".repeat(2_000)));
        assertField("password", "{\"username\":\"" + name + "\"}");
        assertField("username", json("", "long enough"));
        assertField("username", json("with space", "long enough"));
        assertField("username", json("x".repeat(151), "long enough"));
        assertField("username", json("<script>", "long enough"));
    }

    @Test
    @Attack({252, 176, 177})
    void refusesBodiesThatAreNoSuchObject() {
        for (String body : List.of(
                "",
                "[]x",
                "{",
                "{\"username\":5,\"password\":\"long enough\"}",
                "{\"username\":\"a\",\"username\":\"b\",\"password\":\"long enough\"}",
                "[".repeat(10_000))) {
            Answer answer = http.post("/sign_up/", JSON, body);

            assertError(answer, 400, "invalid_request");
        }
        assertError(http.post("/sign_up/", Map.of("Content-Type", "text/plain"), "x"), 415, "unsupported_media_type");
        assertError(http.post("/sign_up/", JSON, "\"" + "x".repeat(70_000)), 400, "invalid_request");
    }

    private void assertField(String field, String body) {
        Answer answer = http.post("/sign_up/", JSON, body);

        assertError(answer, 400, "invalid_request");
        assertThat(answer.json().path("fields").path(field).asText()).isNotEmpty();
    }

    private static String json(String username, String password) {
        return "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}";
    }
}
