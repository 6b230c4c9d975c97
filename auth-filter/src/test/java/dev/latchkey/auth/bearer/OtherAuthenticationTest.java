package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.AllowsOtherAuthentication;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.RequiresUser;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.bundle.BearerAuthBundle;
import io.dropwizard.auth.Auth;
import io.dropwizard.auth.AuthDynamicFeature;
import io.dropwizard.auth.AuthFilter;
import io.dropwizard.auth.PolymorphicAuthDynamicFeature;
import io.dropwizard.auth.PolymorphicAuthValueFactoryProvider;
import io.dropwizard.auth.PrincipalImpl;
import io.dropwizard.auth.basic.BasicCredentialAuthFilter;
import io.dropwizard.auth.basic.BasicCredentials;
import io.dropwizard.auth.chained.ChainedAuthFilter;
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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A scope, or another authentication: the three ways of having Basic beside tokens. */
@Contract(94)
@ExtendWith(DropwizardExtensionsSupport.class)
class OtherAuthenticationTest {
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> BUILDER = api(ByTheBuilder.class);
    private static final DropwizardAppExtension<GuardedApplication.Settings> CHAIN = api(InAChain.class);
    private static final DropwizardAppExtension<GuardedApplication.Settings> POLYMORPHIC = api(Polymorphic.class);
    private static final String BOB = basic("bob:secret");

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    static Stream<BearerHttp> apis() {
        return Stream.of(BUILDER, CHAIN).map(api -> new BearerHttp(api.getLocalPort()));
    }

    @ParameterizedTest
    @MethodSource("apis")
    void letsInATokenWithTheScopeOrAnotherAuthentication(BearerHttp api) {
        assertThat(api.getWith("/both", ISSUER.token("read")).body()).isEqualTo("alice");
        assertThat(api.get("/both", BOB).body()).isEqualTo("bob");

        assertThat(api.getWith("/both", ISSUER.token("write")).statusCode()).isEqualTo(403);
        assertThat(api.get("/both", basic("bob:wrong")).statusCode()).isEqualTo(401);
        assertThat(api.get("/both").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("apis")
    void refusesABadTokenWhateverElseIsSent(BearerHttp api) {
        HttpResponse<String> response = api.getWith("/both", "garbled");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("\"invalid_token\"");
        assertThat(BearerHttp.challenge(response)).startsWith("Bearer ").contains("error=\"invalid_token\"");
        assertThat(api.get("/both", "Bearer garbled", BOB).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("apis")
    void keepsOtherEndpointsToTokens(BearerHttp api) {
        assertThat(api.get("/tokens", BOB).statusCode()).isEqualTo(401);
        assertThat(api.getWith("/tokens", ISSUER.token("read")).body()).isEqualTo("alice");
    }

    @ParameterizedTest
    @MethodSource("apis")
    void keepsToTokensWhereTheMethodTakesTheirPrincipal(BearerHttp api) {
        assertThat(api.get("/one-of-both", BOB).statusCode()).isEqualTo(401);
        assertThat(api.getWith("/one-of-both", ISSUER.token("read")).body()).isEqualTo("alice");
    }

    @ParameterizedTest
    @MethodSource("apis")
    void asksForRolesOfBoth(BearerHttp api) {
        String editor = ISSUER.token(Map.of("roles", List.of("editor")));

        assertThat(api.getWith("/roles", editor).statusCode()).isEqualTo(200);
        assertThat(api.getWith("/roles", ISSUER.token("read")).statusCode()).isEqualTo(403);
        assertThat(api.get("/roles", BOB).statusCode()).isEqualTo(200);
        assertThat(api.get("/roles", basic("eve:secret")).statusCode()).isEqualTo(403);
    }

    @Test
    void challengesForBoth() {
        HttpResponse<String> response = new BearerHttp(BUILDER.getLocalPort()).get("/both");

        assertThat(response.headers().allValues("WWW-Authenticate"))
                .containsExactly(
                        "Bearer realm=\"https://api.example\", scope=\"read\"",
                        "DPoP realm=\"https://api.example\", scope=\"read\", algs=\"ES256 RS256\"",
                        "Basic realm=\"people\"");
    }

    @Test
    void picksTheAuthenticationByTheClassOfThePrincipal() {
        BearerHttp api = new BearerHttp(POLYMORPHIC.getLocalPort());

        assertThat(api.get("/person", BOB).body()).isEqualTo("bob");
        assertThat(api.getWith("/person", ISSUER.token("read")).statusCode()).isEqualTo(401);
        assertThat(api.get("/person").statusCode()).isEqualTo(401);
        assertThat(api.getWith("/tokens", ISSUER.token("read")).body()).isEqualTo("alice");
        assertThat(api.get("/tokens", BOB).statusCode()).isEqualTo(401);
    }

    private static DropwizardAppExtension<GuardedApplication.Settings> api(
            Class<? extends Application<GuardedApplication.Settings>> application) {
        return new DropwizardAppExtension<>(
                application,
                ResourceHelpers.resourceFilePath("unruled.yml"),
                application.getSimpleName(),
                ConfigOverride.config(application.getSimpleName(), "bearerAuth.issuer", ISSUER.issuer()));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
    }

    private static AuthFilter<BasicCredentials, PrincipalImpl> people() {
        return new BasicCredentialAuthFilter.Builder<PrincipalImpl>()
                .setAuthenticator(credentials -> "secret".equals(credentials.getPassword())
                        ? Optional.of(new PrincipalImpl(credentials.getUsername()))
                        : Optional.empty())
                .setAuthorizer((person, role, request) -> "bob".equals(person.getName()))
                .setRealm("people")
                .buildAuthFilter();
    }

    /** The bundle asks the other filter. */
    public static final class ByTheBuilder extends Application<GuardedApplication.Settings> {
        @Override
        public void initialize(Bootstrap<GuardedApplication.Settings> bootstrap) {
            bootstrap.addBundle(BearerAuthBundle.<GuardedApplication.Settings>builder()
                    .clock(GuardedApplication.CLOCK)
                    .otherwise(people())
                    .build());
        }

        @Override
        public void run(GuardedApplication.Settings configuration, Environment environment) {
            environment.jersey().register(new Both());
        }
    }

    /** Dropwizard's chain asks both. */
    public static final class InAChain extends Application<GuardedApplication.Settings> {
        private final BearerAuthBundle<GuardedApplication.Settings> auth =
                BearerAuthBundle.<GuardedApplication.Settings>builder()
                        .clock(GuardedApplication.CLOCK)
                        .build();

        @Override
        public void initialize(Bootstrap<GuardedApplication.Settings> bootstrap) {
            bootstrap.addBundle(auth);
        }

        @Override
        public void run(GuardedApplication.Settings configuration, Environment environment) {
            environment
                    .jersey()
                    .register(new AuthDynamicFeature(new ChainedAuthFilter<>(List.of(auth.authFilter(), people()))));
            environment.jersey().register(new Both());
        }
    }

    /** Dropwizard picks by the class of the parameter. */
    public static final class Polymorphic extends Application<GuardedApplication.Settings> {
        private final BearerAuthBundle<GuardedApplication.Settings> auth =
                BearerAuthBundle.<GuardedApplication.Settings>builder()
                        .clock(GuardedApplication.CLOCK)
                        .build();

        @Override
        public void initialize(Bootstrap<GuardedApplication.Settings> bootstrap) {
            bootstrap.addBundle(auth);
        }

        @Override
        public void run(GuardedApplication.Settings configuration, Environment environment) {
            environment
                    .jersey()
                    .register(new PolymorphicAuthDynamicFeature<>(
                            Map.of(TokenPrincipal.class, auth.authFilter(), PrincipalImpl.class, people())));
            environment
                    .jersey()
                    .register(new PolymorphicAuthValueFactoryProvider.Binder<>(
                            Set.of(TokenPrincipal.class, PrincipalImpl.class)));
            environment.jersey().register(new ByClass());
        }
    }

    @Path("/")
    public static final class Both {
        @GET
        @Path("/both")
        @RequiresUser
        @RequiresScope("read")
        @AllowsOtherAuthentication
        public String both(@Auth Principal caller) {
            return caller.getName();
        }

        @GET
        @Path("/tokens")
        @RequiresScope("read")
        public String tokens(@Auth TokenPrincipal caller) {
            return caller.getName();
        }

        @GET
        @Path("/one-of-both")
        @RequiresScope("read")
        @AllowsOtherAuthentication
        public String oneOfBoth(@Auth TokenPrincipal caller) {
            return caller.getName();
        }

        @GET
        @Path("/roles")
        @RolesAllowed("editor")
        @AllowsOtherAuthentication
        public String roles() {
            return "roles";
        }
    }

    @Path("/")
    public static final class ByClass {
        @GET
        @Path("/person")
        @AllowsOtherAuthentication
        public String person(@Auth PrincipalImpl caller) {
            return caller.getName();
        }

        @GET
        @Path("/tokens")
        @RequiresScope("read")
        public String tokens(@Auth TokenPrincipal caller) {
            return caller.getName();
        }
    }
}
