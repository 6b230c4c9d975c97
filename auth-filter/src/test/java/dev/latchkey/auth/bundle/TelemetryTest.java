package dev.latchkey.auth.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.LocalIntrospection;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.LocalStatusList;
import dev.latchkey.auth.bearer.GuardedApplication;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final String OPAQUE = "opaque-token-of-alice";

    private final LocalIssuer issuer = new LocalIssuer(GuardedApplication.CLOCK);
    private final LocalIntrospection endpoint = new LocalIntrospection(issuer);
    private final LocalStatusList list = new LocalStatusList(issuer, "/o/status/1", GuardedApplication.CLOCK);
    private final GuardedApi api = new GuardedApi("{audience: '" + LocalIssuer.AUDIENCE + "', statusRefresh: 60s,"
            + " issuers: [{issuer: '" + issuer.issuer()
            + "', introspection: {clientId: api, clientSecret: s}}]}");

    @AfterEach
    void stop() {
        api.close();
        issuer.close();
    }

    @Test
    void countsWhatTheIssuerIsAskedAndHowOftenItNeedNotBe() {
        endpoint.activate(OPAQUE, Map.of());
        String jwt = issuer.token(list.claim(7));
        for (String token : new String[] {jwt, jwt, jwt, OPAQUE, OPAQUE}) {
            assertThat(api.status(token)).isEqualTo(200);
        }

        assertThat(api.gauge("cache.hits")).isEqualTo(3L);
        assertThat(api.gauge("cache.misses")).isEqualTo(2L);
        assertThat(api.gauge("cache.hit_rate")).isEqualTo(0.6);
        assertThat(api.gauge("cache.size")).isEqualTo(2L);
        assertThat((Long) api.gauge("keys.fetches")).isPositive();
        assertThat(api.gauge("keys.failures")).isEqualTo(0L);
        assertThat(api.gauge("keys.age_seconds")).isEqualTo(0L);
        assertThat(api.gauge("introspection.calls")).isEqualTo(1L);
        assertThat(api.gauge("introspection.failures")).isEqualTo(0L);
        assertThat(api.gauge("status.lists")).isEqualTo(1L);
        assertThat(api.gauge("status.stale")).isEqualTo(0L);
        for (String check : new String[] {"issuer", "keys", "status"}) {
            assertThat(api.isHealthy("bearer-auth-" + check)).isTrue();
        }
    }

    @Test
    void tellsAnIssuerOutOfReachFromKeysThatAreTooOld() {
        assertThat(api.status(issuer.token("read"))).isEqualTo(200);
        issuer.serveKeys(LocalIssuer.status(500));
        JwtSigner stranger = new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256));

        // Again where the fetch at the start was still under way.
        Awaitility.await().until(() -> {
            GuardedApplication.CLOCK.advance(Duration.ofSeconds(30));
            assertThat(api.status(stranger.sign("at+jwt", issuer.claims()))).isEqualTo(401);
            return !api.isHealthy("bearer-auth-issuer");
        });
        assertThat(api.isHealthy("bearer-auth-keys")).isTrue();
        assertThat((Long) api.gauge("keys.failures")).isPositive();
        GuardedApplication.CLOCK.advance(Duration.ofHours(24));

        assertThat(api.isHealthy("bearer-auth-keys")).isFalse();
        assertThat(api.status(issuer.token("write"))).isEqualTo(503);
    }

    @Test
    void tellsThatIntrospectionFails() {
        endpoint.serve(LocalIssuer.status(401));

        assertThat(api.status(OPAQUE)).isEqualTo(503);

        assertThat(api.isHealthy("bearer-auth-issuer")).isFalse();
        assertThat(api.gauge("introspection.failures")).isEqualTo(1L);
        endpoint.heal();
        assertThat(api.status(OPAQUE)).isEqualTo(401);
        assertThat(api.gauge("introspection.calls")).isEqualTo(2L);
        // The first fetch of the keys may still be under way.
        Awaitility.await().until(() -> api.isHealthy("bearer-auth-issuer"));
    }

    @Test
    void tellsThatAStatusListIsTooOld() {
        list.serve(LocalIssuer.status(500));

        assertThat(api.status(issuer.token(list.claim(7)))).isEqualTo(503);

        assertThat(api.isHealthy("bearer-auth-status")).isFalse();
        assertThat(api.gauge("status.stale")).isEqualTo(1L);
    }
}
