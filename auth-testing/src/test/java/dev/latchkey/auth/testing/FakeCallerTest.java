package dev.latchkey.auth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.RequiresReadWriteScope;
import dev.latchkey.auth.RequiresUser;
import dev.latchkey.auth.TokenPrincipal;
import io.dropwizard.auth.Auth;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.dropwizard.testing.junit5.ResourceExtension;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(DropwizardExtensionsSupport.class)
class FakeCallerTest {
    @RegisterExtension
    static final FakeCaller CALLER = new FakeCaller();

    @RegisterExtension
    static final TestIssuer ISSUER = new TestIssuer("https://api.example");

    private static final ResourceExtension API = ResourceExtension.builder()
            .addProvider(CALLER)
            .addResource(new Orders())
            .build();
    private static final ResourceExtension SIGNED = ResourceExtension.builder()
            .addProvider(ISSUER.guard())
            .addResource(new Orders())
            .build();

    @Test
    void callsAsAUserWithScopes() {
        CALLER.user("alice", "read", "other");

        assertThat(get("/orders").readEntity(String.class)).isEqualTo("orders of alice");
        assertThat(post().getStatus()).isEqualTo(403);
        assertThat(post().getHeaderString("WWW-Authenticate")).contains("scope=\"write\"");
    }

    @Test
    void forgetsTheCallerAfterEachTest() {
        CALLER.user("alice", "read");
        CALLER.afterEach(null);

        Response refused = get("/orders");

        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.getHeaderString("WWW-Authenticate")).startsWith("Bearer ");
    }

    @Test
    void callsAsAnApplication() {
        CALLER.application("robot", "read", "write");

        assertThat(post().readEntity(String.class)).isEqualTo("created by robot");
        assertThat(get("/orders/mine").getStatus()).isEqualTo(403);
    }

    @Test
    void callsAsAnyPrincipal() {
        CALLER.principal(ISSUER.token()
                .subject("42")
                .username("carol")
                .scope("read")
                .claim("tenant", "x")
                .principal());

        assertThat(get("/orders/mine").readEntity(String.class)).isEqualTo("x");
    }

    @Test
    void isAStrangerWhereNobodyIsNeeded() {
        assertThat(get("/orders/greeting").readEntity(String.class)).isEqualTo("stranger");

        CALLER.user("alice");

        assertThat(get("/orders/greeting").readEntity(String.class)).isEqualTo("alice");
    }

    @Test
    void doesNotTakeATokenFromElsewhere() {
        CALLER.user("alice", "read");

        assertThat(API.target("/orders")
                        .request()
                        .header("Authorization", "Bearer something")
                        .get()
                        .getStatus())
                .isEqualTo(401);
    }

    @Test
    void judgesRealTokensWithoutHttp() {
        String good = ISSUER.token().scope("read").user("bob").sign();

        assertThat(getSigned(good).readEntity(String.class)).isEqualTo("orders of bob");
        assertThat(SIGNED.target("/orders").request().get().getStatus()).isEqualTo(401);
        ISSUER.badTokens("read")
                .forEach((fault, token) ->
                        assertThat(getSigned(token).getStatus()).as(fault).isEqualTo(401));
    }

    private static Response get(String path) {
        return API.target(path).request().get();
    }

    private static Response post() {
        return API.target("/orders").request().post(Entity.text(""));
    }

    private static Response getSigned(String token) {
        return SIGNED.target("/orders")
                .request()
                .header("Authorization", "Bearer " + token)
                .get();
    }

    /** A resource as an API has it. */
    @Path("/orders")
    @RequiresReadWriteScope
    public static final class Orders {
        @GET
        public String list(@Auth TokenPrincipal caller) {
            return "orders of " + caller.getName();
        }

        @POST
        public String create(@Auth TokenPrincipal caller) {
            return "created by " + caller.getName();
        }

        @GET
        @Path("/mine")
        @RequiresUser
        public String mine(@Auth TokenPrincipal caller) {
            return String.valueOf(caller.claims().get("tenant"));
        }

        @GET
        @Path("/greeting")
        @PermitAll
        public String greeting(@Auth Optional<TokenPrincipal> caller) {
            return caller.map(TokenPrincipal::getName).orElse("stranger");
        }
    }
}
