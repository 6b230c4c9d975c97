package dev.latchkey.auth.bearer;

import static dev.latchkey.auth.bearer.BearerHttp.challenge;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.bundle.BearerAuthBundle;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.RemoteJwkSet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import dev.latchkey.auth.validation.JwtTokenValidator;
import dev.latchkey.auth.validation.TokenExpectations;
import io.dropwizard.auth.Auth;
import io.dropwizard.auth.AuthDynamicFeature;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.auth.AuthenticationException;
import io.dropwizard.auth.Authenticator;
import io.dropwizard.auth.CachingAuthenticator;
import io.dropwizard.auth.oauth.OAuthCredentialAuthFilter;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The faults of an API secured by dropwizard-auth and a hand-written authenticator, each beside what becomes of it here. */
@Contract(105)
@ExtendWith(DropwizardExtensionsSupport.class)
class StockFaultsTest {
    private static final String NOWHERE = "http://localhost:1/o";
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> STOCK = api(Stock.class, ISSUER.issuer());
    private static final DropwizardAppExtension<GuardedApplication.Settings> ROLES =
            api(StockWithRoles.class, ISSUER.issuer());
    private static final DropwizardAppExtension<GuardedApplication.Settings> STOCK_ALONE =
            api(StockWithoutIssuer.class, NOWHERE);
    private static final DropwizardAppExtension<GuardedApplication.Settings> OURS = api(Ours.class, ISSUER.issuer());
    private static final DropwizardAppExtension<GuardedApplication.Settings> OURS_ALONE =
            api(OursWithoutIssuer.class, NOWHERE);

    private String token;
    private BearerHttp stock;
    private BearerHttp ours;

    @BeforeEach
    void connect() {
        token = ISSUER.token("read");
        stock = new BearerHttp(STOCK.getLocalPort());
        ours = new BearerHttp(OURS.getLocalPort());
    }

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Test
    void takesNoTokenFromTheQuery() {
        assertThat(stock.get("/shop/name?access_token=" + token).statusCode()).isEqualTo(200);

        assertThat(ours.get("/shop/name?access_token=" + token).statusCode()).isEqualTo(401);
    }

    @Test
    void namesTheErrorOfABadToken() {
        assertThat(challenge(stock.getWith("/shop/name", "garbled"))).doesNotContain("error");

        assertThat(challenge(ours.getWith("/shop/name", "garbled"))).contains("error=\"invalid_token\"");
    }

    @Test
    void challengesWith403() {
        HttpResponse<String> silent = new BearerHttp(ROLES.getLocalPort()).getWith("/shop/admin", token);
        assertThat(silent.statusCode()).isEqualTo(403);
        assertThat(challenge(silent)).isEmpty();

        HttpResponse<String> response = ours.getWith("/shop/admin", token);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(challenge(response)).contains("error=\"insufficient_scope\"");
    }

    @Test
    void remembersNoTokenBeyondItsExpiry() {
        assertThat(stock.getWith("/shop/name", token).statusCode()).isEqualTo(200);
        assertThat(ours.getWith("/shop/name", token).statusCode()).isEqualTo(200);

        GuardedApplication.CLOCK.advance(Duration.ofHours(1));

        assertThat(stock.getWith("/shop/name", token).statusCode()).isEqualTo(200);
        assertThat(ours.getWith("/shop/name", token).statusCode()).isEqualTo(401);
    }

    @Test
    void comparesRolesWithoutBeingToldTo() {
        assertThat(stock.getWith("/shop/admin", token).body()).isEqualTo("secret");

        assertThat(ours.getWith("/shop/admin", token).statusCode()).isEqualTo(403);
        assertThat(ours.getWith("/shop/admin", ISSUER.token(Map.of("roles", List.of("admin"))))
                        .body())
                .isEqualTo("secret");
    }

    @Test
    void neverTakesABadTokenForNone() {
        assertThat(stock.getWith("/shop/greeting", "garbled").body()).isEqualTo("stranger");

        assertThat(ours.getWith("/shop/greeting", "garbled").statusCode()).isEqualTo(401);
        assertThat(ours.get("/shop/greeting").body()).isEqualTo("stranger");
    }

    @Test
    void refusesTwoHeaders() {
        assertThat(stock.get("/shop/name", "Bearer " + token, "Bearer garbled").statusCode())
                .isEqualTo(200);

        assertThat(ours.get("/shop/name", "Bearer " + token, "Bearer garbled").statusCode())
                .isEqualTo(400);
    }

    @Test
    void asksToTryAgainWhenTheKeysAreOutOfReach() {
        BearerHttp fallen = new BearerHttp(STOCK_ALONE.getLocalPort());
        assertThat(fallen.getWith("/shop/name", token).statusCode()).isEqualTo(500);

        HttpResponse<String> response = new BearerHttp(OURS_ALONE.getLocalPort()).getWith("/shop/name", token);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void refusesATokenOfAnUnknownKey() {
        JwtSigner stranger = new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256));
        String foreign = stranger.sign("at+jwt", ISSUER.claims());
        assertThat(stock.getWith("/shop/name", foreign).statusCode()).isEqualTo(500);

        assertThat(ours.getWith("/shop/name", foreign).statusCode()).isEqualTo(401);
    }

    @Test
    void callsTheSchemeByItsName() {
        assertThat(stock.getWith("/shop/scheme", token).body()).isEqualTo("BASIC");

        assertThat(ours.getWith("/shop/scheme", token).body()).isEqualTo("Bearer");
    }

    @Test
    void answersInJson() {
        assertThat(type(stock.get("/shop/name"))).startsWith("text/plain");

        assertThat(type(ours.get("/shop/name"))).isEqualTo("application/json");
        assertThat(type(ours.getWith("/shop/name", "garbled"))).isEqualTo("application/json");
        assertThat(type(ours.getWith("/shop/admin", token))).isEqualTo("application/json");
    }

    private static String type(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private static DropwizardAppExtension<GuardedApplication.Settings> api(
            Class<? extends Application<GuardedApplication.Settings>> application, String issuer) {
        return new DropwizardAppExtension<>(
                application,
                ResourceHelpers.resourceFilePath("unruled.yml"),
                application.getSimpleName(),
                ConfigOverride.config(application.getSimpleName(), "bearerAuth.issuer", issuer));
    }

    /** Our filter. */
    public static class Ours extends Application<GuardedApplication.Settings> {
        @Override
        public void initialize(Bootstrap<GuardedApplication.Settings> bootstrap) {
            bootstrap.addBundle(BearerAuthBundle.<GuardedApplication.Settings>builder()
                    .clock(GuardedApplication.CLOCK)
                    .build());
        }

        @Override
        public void run(GuardedApplication.Settings configuration, Environment environment) {
            environment.jersey().register(new Shop());
        }
    }

    /** Our filter, its issuer down. */
    public static final class OursWithoutIssuer extends Ours {}

    /** What dropwizard-auth's manual shows, around the same validation of JWTs. */
    public static class Stock extends Application<GuardedApplication.Settings> {
        @Override
        public void run(GuardedApplication.Settings configuration, Environment environment) {
            Authenticator<String, TokenPrincipal> authenticator =
                    authenticator(configuration.getBearerAuth().issuer());
            environment
                    .jersey()
                    .register(new AuthDynamicFeature(new OAuthCredentialAuthFilter.Builder<TokenPrincipal>()
                            .setAuthenticator(new CachingAuthenticator<>(
                                    new MetricRegistry(), authenticator, Caffeine.newBuilder()))
                            .setAuthorizer(
                                    (caller, role, request) -> caller.roles().contains(role))
                            .setPrefix("Bearer")
                            .buildAuthFilter()));
            environment.jersey().register(new AuthValueFactoryProvider.Binder<>(TokenPrincipal.class));
            environment.jersey().register(new Shop());
        }

        private static Authenticator<String, TokenPrincipal> authenticator(String issuer) {
            RemoteJwkSet keys = new RemoteJwkSet(new IssuerUri(issuer), GuardedApplication.CLOCK);
            JwtTokenValidator validator = new JwtTokenValidator(
                    keys,
                    List.of(SigningAlgorithm.ES256),
                    new TokenExpectations(issuer, LocalIssuer.AUDIENCE, Duration.ZERO),
                    GuardedApplication.CLOCK);
            return token -> principal(validator.validate(new PresentedToken(token)));
        }

        // As with the libraries that fetch keys: a key that cannot be found, for whatever reason, is an exception.
        private static Optional<TokenPrincipal> principal(TokenValidation validation) throws AuthenticationException {
            if (validation instanceof Valid valid) {
                return Optional.of(valid.principal());
            }
            if (validation instanceof Unavailable
                    || (validation instanceof Rejected rejected
                            && rejected.logReason().contains("kid"))) {
                throw new AuthenticationException("no key");
            }
            return Optional.empty();
        }
    }

    /** The same with roles, which Jersey compares only when told to. */
    public static final class StockWithRoles extends Stock {
        @Override
        public void run(GuardedApplication.Settings configuration, Environment environment) {
            super.run(configuration, environment);
            environment.jersey().register(RolesAllowedDynamicFeature.class);
        }
    }

    /** The same, its issuer down. */
    public static final class StockWithoutIssuer extends Stock {}

    @Path("/shop")
    public static final class Shop {
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
        @Path("/greeting")
        @PermitAll
        public String greeting(@Auth Optional<TokenPrincipal> caller) {
            return caller.map(TokenPrincipal::getName).orElse("stranger");
        }

        @GET
        @Path("/scheme")
        @RequiresScope({})
        public String scheme(@Auth TokenPrincipal caller, @Context SecurityContext context) {
            return context.getAuthenticationScheme();
        }
    }
}
