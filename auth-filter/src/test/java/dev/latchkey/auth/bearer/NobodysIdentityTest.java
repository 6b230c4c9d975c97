package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalIssuer;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that say something of a user and yet sign nobody in. */
@ExtendWith(DropwizardExtensionsSupport.class)
class NobodysIdentityTest {
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> STRICT = api("strict", "at+jwt");
    private static final DropwizardAppExtension<GuardedApplication.Settings> LENIENT = api("lenient", "any");

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Attack(272)
    @Test
    void takesNoTokenThatWasIssuedForAnotherClient() {
        for (Object audience : List.of("other-app", "https://other.example", List.of("other-app"), List.of(), "")) {
            for (String type : List.of("at+jwt", "JWT")) {
                Map<String, Object> claims = ISSUER.claims();
                claims.putAll(Map.of("aud", audience, "client_id", "other-app", "azp", "other-app"));

                assertThat(status(STRICT, ISSUER.sign(type, claims))).isEqualTo(401);
                assertThat(status(LENIENT, ISSUER.sign(type, claims))).isEqualTo(401);
            }
        }
    }

    @Attack(272)
    @Test
    void takesNoIdTokenWhoeverItIsFor() {
        for (Object audience : List.of("other-app", LocalIssuer.AUDIENCE, List.of(LocalIssuer.AUDIENCE, "other-app"))) {
            Map<String, Object> claims = ISSUER.claims();
            claims.keySet().removeAll(List.of("scope", "client_id"));
            claims.putAll(Map.of("aud", audience, "azp", "other-app", "nonce", "n"));

            assertThat(status(STRICT, ISSUER.sign("JWT", claims))).isEqualTo(401);
            assertThat(status(LENIENT, ISSUER.sign("JWT", claims))).isEqualTo(401);
        }
    }

    @Attack(121)
    @Test
    void takesAClientThatIsNamedLikeAUserForNoUser() {
        Map<String, String> own = Map.of("sub", "42", "client_id", "42", "username", "-");
        Map<String, String> claimsAName = Map.of("sub", "42", "client_id", "42", "username", "alice");

        assertThat(status(STRICT, ISSUER.token(Map.of("sub", "42")))).isEqualTo(200);
        assertThat(status(STRICT, ISSUER.token(own))).isEqualTo(403);
        assertThat(status(STRICT, ISSUER.token(claimsAName))).isEqualTo(403);
        assertThat(status(LENIENT, ISSUER.token(own))).isEqualTo(403);
        assertThat(status(LENIENT, ISSUER.token(claimsAName))).isEqualTo(403);
    }

    private static int status(DropwizardAppExtension<?> api, String token) {
        return new BearerHttp(api.getLocalPort()).getWith("/me", token).statusCode();
    }

    // The overrides are system properties: each application has its own.
    private static DropwizardAppExtension<GuardedApplication.Settings> api(String prefix, String type) {
        return new DropwizardAppExtension<>(
                GuardedApplication.class,
                ResourceHelpers.resourceFilePath("api.yml"),
                prefix,
                ConfigOverride.config(prefix, "bearerAuth.issuer", ISSUER.issuer()),
                ConfigOverride.config(prefix, "bearerAuth.tokenType", type));
    }
}
