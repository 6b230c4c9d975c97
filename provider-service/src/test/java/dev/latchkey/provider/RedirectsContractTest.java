package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Where browsers are sent while a person's password, session or decision is under way. */
@OnEachDatabase
final class RedirectsContractTest {
    private final RunningProvider provider;
    private final Flow flow;
    private final TestClient client;

    RedirectsContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        flow = new Flow(provider);
        client = flow.confidential();
    }

    @Test
    @Attack(31)
    void neverSendABrowserOnWithWhatItPosted() {
        Browser browser = new Browser(provider);

        Answer toLogIn = browser.post(Flow.request(client));
        assertThat(toLogIn.status()).isEqualTo(303);
        Answer loggedIn =
                browser.logIn(browser.follow(toLogIn), provider.registrations().user());
        assertThat(loggedIn.status()).isEqualTo(303);
        Answer decided = Flow.allow(browser, browser.follow(loggedIn));
        assertThat(decided.status()).isEqualTo(303);
        Answer again = browser.post(Flow.request(client));
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("Location")).startsWith(Flow.CALLBACK + "?code=");
    }

    @Test
    @Attack(34)
    void giveNothingToAClientThatWasDisabledWhileThePageWasShown() {
        Browser browser = flow.loggedIn(provider.registrations().user());
        Answer page = browser.open(Flow.request(client));
        assertThat(page.status()).isEqualTo(200);

        provider.registrations()
                .clients()
                .disable(new ClientId(client.id()), provider.clock().instant());
        Eventually.holds(() -> browser.get(Flow.request(client)).status() == 400);
        Answer decided = Flow.allow(browser, page);

        assertThat(decided.status()).isEqualTo(400);
        assertThat(decided.headers()).doesNotContainKey("location");
        assertThat(decided.body()).doesNotContain("code=");
    }

    @Test
    @Attack(52)
    void ignoreParametersThatNobodyKnows() {
        Browser browser = flow.loggedIn(provider.registrations().user());

        Answer page =
                browser.open(Flow.request(client) + "&unknown=1&Scope=write&redirect_uri%5B%5D=https://evil.example/"
                        + "&authorization_details=%5B%7B%22type%22%3A%22write%22%7D%5D&dpop_jkt=x");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("evil.example").doesNotContain(">write<");
        assertThat(Flow.allow(browser, page).header("Location")).startsWith(Flow.CALLBACK + "?code=");
    }
}
