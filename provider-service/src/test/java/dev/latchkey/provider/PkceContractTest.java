package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** PKCE (RFC 7636), as an attacker meets it. */
@OnEachDatabase
final class PkceContractTest {
    private static final String[] NONE = {"code_challenge", "", "code_challenge_method", ""};
    private static final ClientPolicy WITHOUT_PKCE = new ClientPolicy(false, false, false, false, Set.of());

    private final Flow flow;
    private final Browser browser;
    private final TestClient confidential;
    private final TestClient open;

    PkceContractTest(TestDatabase database) {
        RunningProvider provider = RunningProvider.on(database);
        flow = new Flow(provider);
        browser = flow.loggedIn(provider.registrations().user());
        confidential = flow.confidential();
        open = flow.client(ClientType.PUBLIC, ClientPolicy.strict());
    }

    @Test
    @Contract(39)
    @Attack({124, 125, 131})
    void refusesARequestWithoutAChallengeOrOneThatSomebodyStripped() {
        for (TestClient client : List.of(confidential, open)) {
            refusesRequest(client, NONE);
            refusesRequest(client, "code_challenge", "");
        }
    }

    @Test
    @Contract(40)
    @Attack({126, 127})
    void refusesAChallengeThatHidesNothingOrIsNone() {
        for (TestClient client : List.of(confidential, open)) {
            refusesRequest(client, "code_challenge_method", "plain");
            refusesRequest(client, "code_challenge_method", "");
            for (String challenge : List.of(
                    Flow.CHALLENGE.substring(1),
                    "x".repeat(129),
                    Flow.CHALLENGE.substring(1) + "=",
                    Flow.CHALLENGE + "=",
                    "+" + Flow.CHALLENGE.substring(1),
                    "\u00e9" + Flow.CHALLENGE.substring(1))) {
                refusesRequest(client, "code_challenge", challenge);
            }
        }
    }

    private void refusesRequest(TestClient client, String... changes) {
        Answer answer = browser.get(Flow.request(client, changes));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(Browser.parameters(answer.header("Location")))
                .containsEntry("error", "invalid_request")
                .doesNotContainKey("code");
    }

    @Test
    @Contract(58)
    @Attack(128)
    void keepsACodeWhoseVerifierIsMissing() {
        for (TestClient client : List.of(confidential, open)) {
            String code = flow.code(browser, client);

            refusesCode(flow.redeem(client, code, "code_verifier", ""));
            assertThat(flow.redeem(client, code).status()).isEqualTo(200);
        }
    }

    @Test
    @Contract(58)
    @Attack({129, 132})
    void burnsACodeThatComesWithAnothersVerifier() {
        for (TestClient client : List.of(confidential, open)) {
            for (String verifier : List.of(
                    "x".repeat(43),
                    Flow.VERIFIER.substring(1),
                    Flow.VERIFIER + "x",
                    "x".repeat(129),
                    Flow.VERIFIER.substring(1) + "\u00e9",
                    Flow.VERIFIER.substring(1) + "+",
                    Flow.CHALLENGE)) {
                String code = flow.code(browser, client);
                refusesCode(flow.redeem(client, code, "code_verifier", verifier));
                refusesCode(flow.redeem(client, code));
            }
        }
    }

    @Test
    @Attack(130)
    void refusesAVerifierWhereThereWasNoChallenge() {
        TestClient legacy = flow.client(ClientType.CONFIDENTIAL, WITHOUT_PKCE);

        refusesCode(flow.redeem(legacy, flow.code(browser, legacy, NONE)));
        assertThat(flow.redeem(legacy, flow.code(browser, legacy, NONE), "code_verifier", "")
                        .status())
                .isEqualTo(200);
    }

    private static void refusesCode(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("invalid_grant");
    }
}
