package dev.latchkey.auth.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Exchanges;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.bearer.GuardedApplication;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.testing.ResourceHelpers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BearerAuthBundleTest {
    private final LocalIssuer issuer = new LocalIssuer(GuardedApplication.CLOCK);
    private final int port = issuer.port();
    private final String token = issuer.token("read");
    private final DropwizardTestSupport<GuardedApplication.Settings> api = new DropwizardTestSupport<>(
            GuardedApplication.class,
            ResourceHelpers.resourceFilePath("api.yml"),
            ConfigOverride.config("bearerAuth.issuer", issuer.issuer()));

    @BeforeEach
    void startWhileTheIssuerIsDown() throws Exception {
        issuer.close();
        api.before();
    }

    @AfterEach
    void stop() {
        api.after();
        issuer.close();
    }

    @Attack(278)
    @Test
    void startsWithoutTheIssuerAndHealsAlone() {
        HttpResponse<String> answer = get();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(health().isHealthy()).isFalse();

        try (LocalIssuer back = new LocalIssuer(GuardedApplication.CLOCK, port)) {
            back.signWith(issuer.key());
            GuardedApplication.CLOCK.advance(Duration.ofSeconds(1));

            assertThat(get().statusCode()).isEqualTo(200);
            assertThat(health().isHealthy()).isTrue();
        }
    }

    @Test
    void countsOutcomesAndCacheHits() {
        try (LocalIssuer back = new LocalIssuer(GuardedApplication.CLOCK, port)) {
            back.signWith(issuer.key());
            GuardedApplication.CLOCK.advance(Duration.ofSeconds(1));
            get();
            get();
        }

        assertThat(api.getEnvironment()
                        .metrics()
                        .counter("dev.latchkey.auth.validations.valid")
                        .getCount())
                .isEqualTo(2);
        assertThat(api.getEnvironment()
                        .metrics()
                        .getGauges()
                        .get("dev.latchkey.auth.cache.hits")
                        .getValue())
                .isEqualTo(1L);
    }

    private HealthCheck.Result health() {
        return api.getEnvironment().healthChecks().runHealthCheck("bearer-auth-issuer");
    }

    private HttpResponse<String> get() {
        return Exchanges.send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.getLocalPort() + "/users"))
                        .header("Authorization", "Bearer " + token)
                        .build());
    }
}
