package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which spellings of an address, and which methods, reach an endpoint. */
@OnEachDatabase
final class AddressesTest {
    private static final byte[] NOTHING = new byte[0];

    private final RunningProvider provider;
    private final Flow flow;

    AddressesTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        flow = new Flow(provider);
    }

    @Test
    @Attack(240)
    void hasEachEndpointUnderOneSpelling() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        Map<String, String> basic = Http.basic(client.id(), client.secret());

        for (String path : List.of(
                "/o/%74oken/",
                "/%6F/token",
                "/o/%74oken",
                "/o%2ftoken/",
                "/o/token%2f",
                "/o/token%3bx/",
                "/o//token/",
                "/o/token//",
                "/o/x/../token/",
                "/o/%2e/token/",
                "/x/..;/o/token/",
                "/oauth2/acces%73_token/",
                "/oauth2//access_token/")) {
            assertThat(provider.http()
                            .post(path, basic, "grant_type=client_credentials")
                            .status())
                    .as(path)
                    .isIn(400, 404);
        }
        assertThat(provider.http().get("/o/.well-known/%6awks.json").status()).isEqualTo(404);
        assertThat(provider.http().get("/o/%6cogin/").status()).isEqualTo(404);
        assertThat(provider.http()
                        .token(client, "grant_type", "client_credentials")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Attack(245)
    void saysNothingOfItselfNorOfTheRequestWhereTheServerRefuses() {
        for (String path :
                List.of("/o//canary/", "/o/canary/..;/", "/o/canary/%2f", "/o/canary/?" + "x".repeat(9_000))) {
            Answer answer = provider.http().get(path);

            assertThat(answer.status()).as(path).isIn(400, 404, 414, 431);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.text("error")).isIn("invalid_request", "not_found");
            assertThat(answer.body()).doesNotContainIgnoringCase("jetty").doesNotContain("canary");
        }
    }

    @Test
    void saysThatItClosesAfterARequestItCouldNotRead() {
        for (String path : List.of("/o/authorize/?" + "x".repeat(10_000), "/o/authorize/..;/")) {
            assertThat(provider.http().get(path).header("Connection")).as(path).isEqualTo("close");
        }
    }

    @Test
    void knowsNoMethodThatNoEndpointHas() {
        for (String path : List.of("/o/token/", "/o/login/", "/o/.well-known/jwks.json")) {
            Answer answer = provider.http().send("PROPFIND", path, Map.of(), NOTHING);
            assertThat(answer.status()).as(path).isEqualTo(501);
            assertThat(answer.text("error")).as(path).isEqualTo("invalid_request");
        }
    }

    @Test
    void doesNothingForAHead() {
        TestClient client = flow.confidential();
        Browser browser = flow.loggedIn(provider.registrations().user());
        Flow.allow(browser, browser.get(Flow.request(client)));
        String pushed = pushed(client);

        assertNothingDone(browser, Flow.request(client));
        assertNothingDone(browser, pushed);
        assertNothingDone(browser, "/o/authorize/resume?ticket=x");

        assertThat(browser.get(pushed).header("Location")).startsWith(Flow.CALLBACK + "?code=");
    }

    private String pushed(TestClient client) {
        String uri = provider.http()
                .post("/o/par/", Http.basic(client.id(), client.secret()), Flow.query(client))
                .text("request_uri");
        return "/o/authorize/?" + Http.encode("client_id", client.id(), "request_uri", uri);
    }

    private void assertNothingDone(Browser browser, String path) {
        int statements = provider.statements().during(() -> {
            Answer answer = provider.http().send("HEAD", path, browser.cookieHeader(), NOTHING);

            assertThat(answer.status()).as(path).isEqualTo(405);
            assertThat(answer.header("Allow")).contains("GET").doesNotContain("HEAD");
            assertThat(answer.headers()).doesNotContainKeys("location", "set-cookie");
        });

        assertThat(statements).isZero();
    }
}
