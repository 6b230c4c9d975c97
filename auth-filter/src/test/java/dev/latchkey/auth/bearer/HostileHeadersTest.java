package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.bundle.BearerAuthBundle;
import io.dropwizard.auth.Auth;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DropwizardExtensionsSupport.class)
class HostileHeadersTest {
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> API = new DropwizardAppExtension<>(
            Small.class,
            ResourceHelpers.resourceFilePath("unruled.yml"),
            "hostile",
            ConfigOverride.config("hostile", "bearerAuth.issuer", ISSUER.issuer()));

    private final BearerHttp api = new BearerHttp(API.getLocalPort());

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Attack({273, 274})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-User",
                "X-Forwarded-User",
                "X-Remote-User",
                "Remote-User",
                "OIDC_CLAIM_sub",
                "OIDC_CLAIM_roles",
                "X-Roles",
                "X-Id-Token",
                "X-Access-Token",
                "X-Forwarded-Access-Token",
                "Cookie"
            })
    void takesNobodysWordButTheTokens(String header) {
        String forged = unsigned("{\"sub\":\"root\",\"username\":\"root\",\"roles\":[\"admin\"]}");

        for (String value : new String[] {"root", "admin", forged, "access_token=" + ISSUER.token("read")}) {
            assertThat(api.send(request("/name", header, value)).statusCode()).isEqualTo(401);
            HttpRequest.Builder withToken =
                    request("/name", header, value).header("Authorization", "Bearer " + ISSUER.token("read"));
            assertThat(api.send(withToken).body()).isEqualTo("alice");
            HttpRequest.Builder forRole =
                    request("/admin", header, value).header("Authorization", "Bearer " + ISSUER.token("read"));
            assertThat(api.send(forRole).statusCode()).isEqualTo(403);
        }
    }

    @Attack(287)
    @Test
    void finishesARequestDuringWhichTheTokenExpires() {
        String token = ISSUER.token("read");

        assertThat(api.getWith("/long", token).body()).isEqualTo("alice");
        assertThat(api.getWith("/long", token).statusCode()).isEqualTo(401);
    }

    private HttpRequest.Builder request(String path, String header, String value) {
        return api.request("GET", path).header(header, value);
    }

    private static String unsigned(String claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".";
    }

    /** Three endpoints. */
    public static final class Small extends Application<GuardedApplication.Settings> {
        @Override
        public void initialize(Bootstrap<GuardedApplication.Settings> bootstrap) {
            bootstrap.addBundle(BearerAuthBundle.<GuardedApplication.Settings>builder()
                    .clock(GuardedApplication.CLOCK)
                    .build());
        }

        @Override
        public void run(GuardedApplication.Settings configuration, Environment environment) {
            environment.jersey().register(new Endpoints());
        }
    }

    @Path("/")
    public static final class Endpoints {
        @GET
        @Path("/name")
        @RequiresScope("read")
        public String name(@Auth TokenPrincipal caller) {
            return caller.getName();
        }

        @GET
        @Path("/admin")
        @RolesAllowed("admin")
        public String admin() {
            return "secret";
        }

        @GET
        @Path("/long")
        @RequiresScope("read")
        public String takesAnHour(@Auth TokenPrincipal caller) {
            GuardedApplication.CLOCK.advance(Duration.ofHours(1));
            return caller.getName();
        }
    }
}
