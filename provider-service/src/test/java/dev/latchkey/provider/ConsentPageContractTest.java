package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SECURITY 71 and 72: what the consent page says about an application, and who stands behind that. */
@OnEachDatabase
final class ConsentPageContractTest {
    private static final String UNVERIFIED = "Not checked by the operator of this service.";

    private final RunningProvider provider;
    private final Members members;
    private final Browser browser;

    ConsentPageContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        members = new Members(provider);
        browser = members.member();
    }

    @Test
    @Attack(71)
    void warnsOfAnApplicationThatSomebodyRegisteredThemselves() {
        TestClient own = Members.application(members.member(), "web", Flow.CALLBACK);
        TestClient operators = new Flow(provider).confidential();

        assertThat(browser.get(Flow.request(own)).body())
                .contains(
                        "<h1>Of a member wants access to your account</h1>",
                        UNVERIFIED,
                        "you go to app.example.",
                        "This lasts for 365 days at most.");
        assertThat(browser.get(Flow.request(operators)).body())
                .contains("wants access to your account")
                .doesNotContain(UNVERIFIED);
    }

    @Test
    @Attack(71)
    void stillWarnsAfterAnAdministratorHasChangedTheApplication() {
        TestClient own = Members.application(members.member(), "web", Flow.CALLBACK);
        Browser administrator = members.administrator();
        Answer form = administrator.get("/o/admin/application/edit?id=" + own.id());

        Answer saved = administrator.submit(
                form,
                "name",
                "Officially named",
                "redirect_uris",
                Flow.CALLBACK,
                "token_format",
                "JWT",
                "pkce",
                "on",
                "rotation",
                "on",
                "grant_authorization_code",
                "on");

        assertThat(saved.status()).isEqualTo(303);
        assertThat(browser.get(Flow.request(own)).body()).contains("Officially named", UNVERIFIED);
    }

    @Test
    @Attack(72)
    void asksEachTimeForAnApplicationThatSomebodyRegisteredThemselves() {
        TestClient own = Members.application(members.member(), "web", Flow.CALLBACK);
        TestClient operators = new Flow(provider).confidential();

        for (TestClient client : List.of(own, operators)) {
            Answer allowed = Flow.allow(browser, browser.get(Flow.request(client)));
            assertThat(allowed.header("Location")).contains("?code=");
        }

        assertThat(browser.get(Flow.request(own)).body()).contains(UNVERIFIED);
        assertThat(browser.get(Flow.request(own, "prompt", "none")).header("Location"))
                .contains("error=consent_required");
        assertThat(browser.get(Flow.request(operators)).header("Location")).contains("?code=");
    }

    @Test
    void namesAScopeThatNobodyDescribedOnce() {
        String page = browser.get(Flow.request(new Flow(provider).confidential(), "scope", "read write"))
                .body();

        assertThat(page).contains("<li>Read <span class=\"hint\">read</span></li>", "<li>write</li>");
    }

    @Test
    void warnsInEachLanguage() {
        TestClient own = Members.application(members.member(), "web", Flow.CALLBACK);

        for (String language : List.of("de", "fr", "es", "ja", "ar")) {
            assertThat(browser.get(Flow.request(own, "ui_locales", language)).body())
                    .as(language)
                    .contains("class=\"alert\" role=\"note\"")
                    .doesNotContain(UNVERIFIED);
        }
    }
}
