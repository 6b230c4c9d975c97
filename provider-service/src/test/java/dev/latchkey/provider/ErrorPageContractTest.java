package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ISSUE 5, point 5: who meets an error page finds the way on. */
@OnEachDatabase
final class ErrorPageContractTest {
    private static final String NAVIGATION = "<a href=\"/o/applications/\"";
    private static final List<String> WRONG = List.of(
            "/o/applications/nothing/",
            "/o/account/nothing",
            "/o/admin/",
            "/o/authorize/?client_id=unknown",
            "/o/authorize/resume?ticket=x");

    private final RunningProvider provider;

    ErrorPageContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
    }

    @Test
    void leadsWhoIsLoggedInOnFromEachErrorPage() {
        Browser browser = new Members(provider).member();

        for (String path : WRONG) {
            Answer page = browser.get(path);
            assertThat(page.status()).as(path).isBetween(400, 499);
            assertThat(page.body()).as(path).contains(NAVIGATION, "action=\"/o/logout/\"", "error_description");
        }
    }

    @Test
    void leadsAStrangerNowhere() {
        for (String path : List.of("/o/account/nothing", "/o/authorize/?client_id=unknown")) {
            Answer page = new Browser(provider).get(path);
            assertThat(page.status()).as(path).isBetween(400, 499);
            assertThat(page.body()).as(path).contains("error_description").doesNotContain(NAVIGATION, "/o/logout/");
        }
    }

    @Test
    void tellsABrowserThatNobodyHasAnythingAtAnAddress() {
        Map<String, String> browser = Map.of("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        for (String path : List.of("/", "/o/", "/o/nothing", "/nothing")) {
            Answer page = provider.http().send("GET", path, browser, new byte[0]);
            Answer json = provider.http().send("GET", path, Map.of("Accept", "application/json"), new byte[0]);

            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.header("Content-Type")).as(path).startsWith("text/html");
            assertThat(page.header("Content-Security-Policy")).as(path).contains("default-src 'none'");
            assertThat(page.body()).as(path).contains("There is nothing here", "reference");
            assertThat(json.status()).as(path).isEqualTo(404);
            assertThat(json.header("Content-Type")).as(path).startsWith("application/json");
        }
    }

    @Test
    void logsOutFromAnErrorPage() {
        Browser browser = new Members(provider).member();

        Answer done = browser.submitForm(browser.get("/o/account/nothing"), "/o/logout/", "csrf");

        assertThat(done.status()).isEqualTo(303);
        assertThat(browser.get("/o/account/").status()).isEqualTo(302);
    }

    @Test
    void costsOneStatementWhereThereIsASessionAndNoneElse() {
        Browser browser = new Members(provider).member();
        browser.get("/o/authorize/?client_id=unknown");

        assertThat(provider.statements().during(() -> browser.get("/o/authorize/?client_id=unknown")))
                .isEqualTo(1);
        assertThat(provider.statements().during(() -> new Browser(provider).get("/o/authorize/?client_id=unknown")))
                .isZero();
    }
}
