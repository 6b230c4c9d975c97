package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.LocalStatusList;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.testing.ResourceHelpers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevocationTest {
    private final LocalIssuer issuer = new LocalIssuer(GuardedApplication.CLOCK);
    private final LocalStatusList list = new LocalStatusList(issuer, "/o/status/1", GuardedApplication.CLOCK);
    private final DropwizardTestSupport<GuardedApplication.Settings> api = new DropwizardTestSupport<>(
            GuardedApplication.class,
            ResourceHelpers.resourceFilePath("api.yml"),
            ConfigOverride.config("bearerAuth.issuer", issuer.issuer()),
            ConfigOverride.config("bearerAuth.statusRefresh", "100ms"));

    @BeforeEach
    void start() throws Exception {
        api.before();
    }

    @AfterEach
    void stop() {
        api.after();
        issuer.close();
    }

    @Contract({83, 104})
    @Test
    void refusesARememberedTokenOnceItIsRevoked() {
        String token = issuer.token(list.claim(7));
        String other = issuer.token(list.claim(8));
        assertThat(get(token).statusCode()).isEqualTo(200);
        list.revoke(7);

        Awaitility.await().until(() -> get(token).statusCode() == 401);

        HttpResponse<String> answer = get(token);
        assertThat(BearerHttp.challenge(answer)).contains("error=\"invalid_token\"");
        assertThat(answer.body()).contains("The access token is invalid.");
        assertThat(get(other).statusCode()).isEqualTo(200);
        assertThat(gauge("lists")).isEqualTo(1L);
        assertThat(gauge("failures")).isEqualTo(0L);
    }

    @Test
    void answers503WhileTheListIsTooOldAndHealsAlone() {
        String token = issuer.token(list.claim(7));
        assertThat(get(token).statusCode()).isEqualTo(200);
        list.serve(LocalIssuer.status(500));
        GuardedApplication.CLOCK.advance(Duration.ofMinutes(5));

        HttpResponse<String> answer = get(token);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(healthy()).isFalse();
        // The answer does not wait for the list that fails; healed sooner than it is asked for, none would have failed.
        Awaitility.await().until(() -> get(token).statusCode() == 503 && (Long) gauge("failures") > 0);
        list.heal();

        Awaitility.await().until(() -> get(token).statusCode() == 200);
        assertThat(healthy()).isTrue();
    }

    @Test
    void keepsARevokedTokenRefusedWhenTheIssuerLies() {
        String token = issuer.token(list.claim(7));
        list.revoke(7);
        assertThat(get(token).statusCode()).isEqualTo(401);
        list.clear();
        int before = list.requests();

        Awaitility.await().until(() -> list.requests() > before + 1);

        assertThat(get(token).statusCode()).isEqualTo(401);
    }

    @Test
    void connectsToNoForeignOrigin() {
        try (LocalIssuer foreign = new LocalIssuer(GuardedApplication.CLOCK)) {
            LocalStatusList elsewhere = new LocalStatusList(foreign, "/o/status/1", GuardedApplication.CLOCK);

            assertThat(get(issuer.token(elsewhere.claim(7))).statusCode()).isEqualTo(401);
            assertThat(elsewhere.requests()).isZero();
        }
    }

    private HttpResponse<String> get(String token) {
        return new BearerHttp(api.getLocalPort()).getWith("/users", token);
    }

    private boolean healthy() {
        return api.getEnvironment()
                .healthChecks()
                .runHealthCheck("bearer-auth-status")
                .isHealthy();
    }

    private Object gauge(String name) {
        return api.getEnvironment()
                .metrics()
                .getGauges()
                .get("dev.latchkey.auth.status." + name)
                .getValue();
    }
}
