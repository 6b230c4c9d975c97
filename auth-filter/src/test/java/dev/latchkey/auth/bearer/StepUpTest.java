package dev.latchkey.auth.bearer;

import static dev.latchkey.auth.bearer.BearerHttp.challenge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalIssuer;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Step-up authentication (RFC 9470). */
@Attack(285)
@ExtendWith(DropwizardExtensionsSupport.class)
class StepUpTest {
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> API = new DropwizardAppExtension<>(
            GuardedApplication.class,
            ResourceHelpers.resourceFilePath("api.yml"),
            "step-up",
            ConfigOverride.config("step-up", "bearerAuth.issuer", ISSUER.issuer()));
    private static final String STEP_UP = "Bearer realm=\"https://api.example\","
            + " error=\"insufficient_user_authentication\", error_description=\"The user must sign in anew for this: ask"
            + " for a token with what the challenge names.\"";

    private final BearerHttp api = new BearerHttp(API.getLocalPort());
    private final long now = GuardedApplication.CLOCK.instant().getEpochSecond();

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Test
    void asksForAClassOfAuthentication() {
        assertThat(get("/step-up/strong", Map.of("acr", "gold")).statusCode()).isEqualTo(200);
        assertThat(get("/step-up/strong", Map.of("acr", "silver")).statusCode()).isEqualTo(200);

        for (Object acr : new Object[] {"-", "bronze", "Gold", 1, "gold silver"}) {
            HttpResponse<String> response = get("/step-up/strong", Map.of("acr", acr));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(challenge(response)).isEqualTo(STEP_UP + ", acr_values=\"gold silver\"");
            assertThat(response.body()).startsWith("{\"error\":\"insufficient_user_authentication\"");
        }
    }

    @Test
    void asksForARecentSignIn() {
        assertThat(get("/step-up/recent", Map.of("auth_time", now)).statusCode())
                .isEqualTo(200);
        assertThat(get("/step-up/recent", Map.of("auth_time", now - 300)).statusCode())
                .isEqualTo(200);

        for (Object time : new Object[] {"-", now - 301, "yesterday", now + 61, 1e30, Long.MAX_VALUE, -1}) {
            HttpResponse<String> response = get("/step-up/recent", Map.of("auth_time", time));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(challenge(response)).isEqualTo(STEP_UP + ", max_age=\"300\"");
        }
    }

    @Test
    void comparesTheScopeFirst() {
        HttpResponse<String> response = get("/step-up/scoped", Map.of());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(challenge(response)).contains("error=\"insufficient_scope\"", "scope=\"admin\"");
        assertThat(get("/step-up/scoped", Map.of("scope", "admin")).statusCode())
                .isEqualTo(401);
        assertThat(get("/step-up/scoped", Map.of("scope", "admin", "acr", "gold", "auth_time", now))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void asksForATokenFirst() {
        HttpResponse<String> response = api.get("/step-up/strong");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenge(response)).isEqualTo("Bearer realm=\"https://api.example\"");
    }

    private HttpResponse<String> get(String path, Map<String, Object> claims) {
        return api.getWith(path, ISSUER.token(claims));
    }
}
