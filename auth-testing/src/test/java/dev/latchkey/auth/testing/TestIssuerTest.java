package dev.latchkey.auth.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.RequiresUser;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.bundle.BearerAuthBundle;
import dev.latchkey.auth.bundle.BearerAuthConfiguration;
import dev.latchkey.auth.bundle.HasBearerAuth;
import io.dropwizard.auth.Auth;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(DropwizardExtensionsSupport.class)
class TestIssuerTest {
    @RegisterExtension
    static final TestIssuer ISSUER = new TestIssuer("https://api.example");

    private static final DropwizardAppExtension<Settings> API = new DropwizardAppExtension<>(
            Api.class,
            ResourceHelpers.resourceFilePath("api.yml"),
            ISSUER.configure("bearerAuth", ConfigOverride.config("bearerAuth.statusRefresh", "100ms")));

    @Test
    void signsTokensTheFilterAccepts() {
        Response response = get(ISSUER.token().scope("read").user("bob").sign());

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.readEntity(String.class)).isEqualTo("bob");
    }

    @Test
    void signsTokensTheFilterRefuses() {
        TestToken good = ISSUER.token().scope("read");

        assertRefused(401, "The access token has expired.", good.expired().sign());
        assertRefused(
                401,
                "The access token is not valid for this resource.",
                good.wrongAudience().sign());
        assertRefused(401, "The access token is invalid.", good.signWithForeignKey());
        ISSUER.badTokens("read")
                .forEach((fault, token) ->
                        assertThat(get(token).getStatus()).as(fault).isEqualTo(401));
        assertRefused(403, "You do not have permission", good.scope("write").sign());
        assertRefused(
                403,
                "A user's access token is needed",
                good.withoutUser("robot").sign());
    }

    @Test
    void bindsTokensToAKey() {
        TestDpopKey key = new TestDpopKey();
        String token = ISSUER.token().scope("read").boundTo(key).sign();
        String proof = key.proof("GET", "https://api.example/me", token);

        assertThat(getWithProof(token, proof).getStatus()).isEqualTo(200);
        assertThat(getWithProof(token, proof).getStatus()).isEqualTo(401);
        assertThat(getWithProof(token, new TestDpopKey().proof("GET", "https://api.example/me", token))
                        .getStatus())
                .isEqualTo(401);
        assertThat(get(token).getStatus()).isEqualTo(401);
    }

    @Test
    void writesTheHeader() {
        assertThat(ISSUER.token().authorization()).startsWith("Bearer ey");
    }

    @Test
    void givesThePrincipalWithoutHttp() {
        TokenPrincipal principal =
                ISSUER.token().subject("42").username("carol").scope("a b").principal();

        assertThat(principal.getName()).isEqualTo("carol");
        assertThat(principal.subject()).isEqualTo("42");
        assertThat(principal.isUser()).isTrue();
        assertThat(ISSUER.token().withoutUser("robot").principal().isUser()).isFalse();
    }

    @Test
    void startsInLessThanASecond() {
        Assertions.assertTimeout(Duration.ofSeconds(1), () -> {
            try (TestIssuer issuer = new TestIssuer("https://api.example")) {
                assertThat(issuer.token().sign()).isNotEmpty();
            }
        });
    }

    @Test
    void revokesATokenWhileTheApiRuns() {
        String token = ISSUER.token().scope("read").revocable().sign();
        String other = ISSUER.token().scope("read").revocable().sign();
        assertThat(get(token).getStatus()).isEqualTo(200);

        ISSUER.revoke(token);

        Awaitility.await().until(() -> get(token).getStatus() == 401);
        assertThat(get(other).getStatus()).isEqualTo(200);
    }

    @Test
    void letsTheStatusListBeOutOfReach() {
        ISSUER.stopStatus();
        assertThat(statusOfTheList()).isEqualTo(503);

        ISSUER.startStatus();

        assertThat(statusOfTheList()).isEqualTo(200);
    }

    @Test
    void revokesOnlyWhatIsInTheList() {
        for (String token : List.of(ISSUER.token().sign(), "abc", "a.***.c", "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ISSUER.revoke(token))
                    .withMessageContaining("token().revocable().sign()");
        }
    }

    private static int statusOfTheList() {
        return API.client()
                .target(ISSUER.issuer() + "/status/1")
                .request()
                .get()
                .getStatus();
    }

    private static void assertRefused(int status, String description, String token) {
        Response response = get(token);
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.readEntity(String.class)).contains(description);
    }

    private static Response get(String token) {
        return read(request().header("Authorization", "Bearer " + token).get());
    }

    private static Response getWithProof(String token, String proof) {
        return read(request()
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof)
                .get());
    }

    private static Invocation.Builder request() {
        return API.client()
                .target("http://127.0.0.1:" + API.getLocalPort() + "/me")
                .request();
    }

    // The client has few connections, and gets one back when its answer has been read.
    private static Response read(Response response) {
        response.bufferEntity();
        return response;
    }

    /** A small API. */
    public static final class Api extends Application<Settings> {
        @Override
        public void initialize(Bootstrap<Settings> bootstrap) {
            bootstrap.addBundle(BearerAuthBundle.create());
        }

        @Override
        public void run(Settings configuration, Environment environment) {
            environment.jersey().register(new Me());
        }
    }

    /** Its configuration. */
    public static final class Settings extends Configuration implements HasBearerAuth {
        @Valid
        @NotNull
        @JsonProperty
        private BearerAuthConfiguration bearerAuth;

        @Override
        public BearerAuthConfiguration getBearerAuth() {
            return bearerAuth;
        }
    }

    /** Its resource. */
    @Path("/me")
    public static final class Me {
        @GET
        @RequiresUser
        @RequiresScope("read")
        public String me(@Auth TokenPrincipal principal) {
            return principal.getName();
        }
    }
}
