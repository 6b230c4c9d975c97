package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.PresentedToken;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the log says of good tokens that an endpoint's rule does not let in. */
@ExtendWith(DropwizardExtensionsSupport.class)
class AuthorizationLogTest {
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> API = new DropwizardAppExtension<>(
            GuardedApplication.class,
            ResourceHelpers.resourceFilePath("api.yml"),
            ConfigOverride.config("bearerAuth.issuer", ISSUER.issuer()));

    @RegisterExtension
    final LoggedLines lines = LoggedLines.of(AuthorizationFilter.class);

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Attack({257, 289})
    @Test
    void namesTheTokenByItsDigestAndWhatWasDemanded() {
        assertLogged("/rules/alternatives", Map.of("scope", "a"), "the endpoint demands a and b or c");
        assertLogged("/rules/roles", Map.of("roles", "-"), "the endpoint demands role admin or editor");
        assertLogged("/me", Map.of("username", "-"), "the endpoint demands a user");
        assertLogged("/step-up/recent", Map.of("auth_time", 1), "the endpoint demands signed in within 300 s");
    }

    private void assertLogged(String path, Map<String, Object> claims, String reason) {
        String token = ISSUER.token(claims);

        assertThat(new BearerHttp(API.getLocalPort()).getWith(path, token).statusCode())
                .isIn(401, 403);

        assertThat(lines.next())
                .containsExactly("Refused token " + new PresentedToken(token).fingerprint() + ": " + reason);
    }
}
