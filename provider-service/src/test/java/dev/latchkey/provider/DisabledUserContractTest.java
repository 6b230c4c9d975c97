package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Every way in, for somebody who may not come in any more. */
@OnEachDatabase
final class DisabledUserContractTest {
    private final RunningProvider provider;
    private final Http http;
    private final Flow flow;
    private final String user;

    DisabledUserContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        flow = new Flow(provider);
        user = provider.registrations().user();
    }

    @Test
    @Attack({87, 93, 103})
    void findsEveryWayClosed() {
        TestClient direct = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        TestClient application = flow.confidential();
        Browser browser = flow.loggedIn(user);
        Answer granted = logIn(direct);
        Answer page = browser.open(Flow.request(application));
        String code = flow.code(flow.loggedIn(user), application);
        Answer form = browser.get("/o/account/password/");

        provider.registrations().users().disable(provider.registrations().userId(user));

        assertError(logIn(direct), 400, "invalid_grant");
        assertError(
                http.token(direct, "grant_type", "refresh_token", "refresh_token", granted.text("refresh_token")),
                400,
                "invalid_grant");
        assertError(flow.redeem(application, code), 400, "invalid_grant");
        assertThat(Flow.allow(browser, page).header("Location")).doesNotContain("code=");
        assertThat(browser.get(Flow.request(application)).header("Location")).contains("/login/");
        Answer changed =
                browser.submit(form, "current_password", Registrations.PASSWORD, "new_password", "another horse");
        assertThat(changed.header("Location")).doesNotContain("done=");
        Browser again = new Browser(provider);
        assertThat(again.logIn(again.get("/o/login/"), user).status()).isEqualTo(400);
    }

    private Answer logIn(TestClient client) {
        return http.token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }
}
