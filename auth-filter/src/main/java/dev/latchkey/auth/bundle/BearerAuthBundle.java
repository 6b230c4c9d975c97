package dev.latchkey.auth.bundle;

import com.codahale.metrics.Gauge;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.bearer.BearerFeature;
import dev.latchkey.auth.dpop.DpopProofs;
import dev.latchkey.auth.dpop.KeyBindingTokenValidator;
import dev.latchkey.auth.http.WaitingRoom;
import dev.latchkey.auth.metadata.ProtectedResource;
import dev.latchkey.auth.metadata.ProtectedResourceServlet;
import io.dropwizard.auth.AuthFilter;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.security.Principal;
import java.time.InstantSource;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Protects a Dropwizard API with Bearer tokens: add it to the bootstrap, give {@code issuer} and {@code audience}, and
 * annotate the resources.
 *
 * <p>With an endpoint that has no rule the application does not start. It starts while the issuer is down and needs no
 * restart when it comes back.
 *
 * @param <C> the application's configuration
 */
public final class BearerAuthBundle<C extends HasBearerAuth> implements ConfiguredBundle<C> {
    private final InstantSource clock;
    private final @Nullable TokenValidator validator;
    private final @Nullable AuthFilter<?, ? extends Principal> others;
    private volatile @Nullable TokenValidator judge;
    private volatile @Nullable BearerFeature feature;

    private BearerAuthBundle(Builder<C> builder) {
        this.clock = builder.clock;
        this.validator = builder.validator;
        this.others = builder.others;
    }

    /** The bundle as most APIs need it. */
    public static <C extends HasBearerAuth> BearerAuthBundle<C> create() {
        return BearerAuthBundle.<C>builder().build();
    }

    /** A bundle with something replaced. */
    public static <C extends HasBearerAuth> Builder<C> builder() {
        return new Builder<>();
    }

    @Override
    public void run(C configuration, Environment environment) {
        BearerAuthConfiguration settings = configuration.getBearerAuth();
        TokenValidator chosen = validator == null
                ? new IssuerWiring(settings, environment, clock, waitingRoom(configuration)).validator()
                : validator;
        judge = new KeyBindingTokenValidator(chosen);
        BearerFeature.Builder guard = feature(environment, chosen, settings.realm(), clock)
                .settings(settings.endpoints())
                .otherwise(others)
                .proofs(proofs(settings, environment));
        if (settings.metadata().enabled()) {
            describe(settings.protectedResource(), guard, environment);
        }
        BearerFeature built = guard.build();
        register(built, environment);
        feature = built;
    }

    /**
     * Takes any valid token: for a chain of Dropwizard's own authentication filters, such as {@code ChainedAuthFilter};
     * once the bundle has run.
     *
     * @throws IllegalStateException before that
     */
    public AuthFilter<PresentedToken, TokenPrincipal> authFilter() {
        BearerFeature running = feature;
        if (running == null) {
            throw new IllegalStateException("The bundle has not run yet: ask for the filter in Application.run.");
        }
        return running.authFilter();
    }

    /**
     * What the filter judges tokens by, for a resource that judges one itself; once the bundle has run.
     *
     * @throws IllegalStateException before that
     */
    public TokenValidator tokenValidator() {
        TokenValidator running = judge;
        if (running == null) {
            throw new IllegalStateException("The bundle has not run yet: ask for the validator in Application.run.");
        }
        return running;
    }

    /**
     * Guards all resources of an application by a validator of one's own; for an application that issues tokens itself.
     *
     * @param realm named in challenges
     */
    public static void install(Environment environment, TokenValidator validator, String realm) {
        register(feature(environment, validator, realm, InstantSource.system()).build(), environment);
    }

    private static void register(BearerFeature guard, Environment environment) {
        environment.jersey().register(guard);
        environment
                .servlets()
                .addFilter("unread-bodies", new UnreadBodyFilter())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    private static void describe(ProtectedResource resource, BearerFeature.Builder guard, Environment environment) {
        guard.resourceMetadata(resource.metadataUrl(), resource::ruledBy);
        environment
                .servlets()
                .addServlet("oauth-protected-resource", new ProtectedResourceServlet(resource))
                .addMapping(ProtectedResourceServlet.paths());
    }

    // Half of the server's threads, whatever their number: the others go on with what needs no issuer.
    private static WaitingRoom waitingRoom(HasBearerAuth configuration) {
        return configuration instanceof Configuration application
                        && application.getServerFactory() instanceof AbstractServerFactory server
                ? new WaitingRoom(Math.max(1, server.getMaxThreads() / 2))
                : WaitingRoom.ordinary();
    }

    private DpopProofs proofs(BearerAuthConfiguration settings, Environment environment) {
        DpopProofs proofs = new DpopProofs(settings.dpopSettings(), clock);
        environment.metrics().register("dev.latchkey.auth.dpop.proofs", (Gauge<Long>) proofs::remembered);
        return proofs;
    }

    private static BearerFeature.Builder feature(
            Environment environment, TokenValidator validator, String realm, InstantSource clock) {
        // The binding is judged inside the count, so that a bound token without its proof counts as refused.
        TokenValidator bound = new KeyBindingTokenValidator(validator);
        return BearerFeature.guarding(new CountingTokenValidator(bound, environment.metrics()), realm, clock);
    }

    /**
     * Replaces parts of the bundle, mostly for tests.
     *
     * @param <C> the application's configuration
     */
    public static final class Builder<C extends HasBearerAuth> {
        private InstantSource clock = InstantSource.system();
        private @Nullable TokenValidator validator;
        private @Nullable AuthFilter<?, ? extends Principal> others;

        private Builder() {}

        /** Decides by this clock what has expired; the system's by default. */
        public Builder<C> clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /** Judges tokens by this validator alone; nothing is then fetched from or cached for the issuer. */
        public Builder<C> validator(TokenValidator replacement) {
            this.validator = replacement;
            return this;
        }

        /**
         * Asks this filter about requests without a token, on endpoints with {@code @AllowsOtherAuthentication}.
         *
         * @param filter such as Dropwizard's for Basic, or a chain of several
         */
        public Builder<C> otherwise(AuthFilter<?, ? extends Principal> filter) {
            this.others = filter;
            return this;
        }

        /** The bundle. */
        public BearerAuthBundle<C> build() {
            return new BearerAuthBundle<>(this);
        }
    }
}
