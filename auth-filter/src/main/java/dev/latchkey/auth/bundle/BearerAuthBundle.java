package dev.latchkey.auth.bundle;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.bearer.EndpointReport;
import dev.latchkey.auth.bearer.ScopeFeature;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.jose.RemoteJwkSet;
import dev.latchkey.auth.status.StatusLists;
import dev.latchkey.auth.status.StatusTokenValidator;
import dev.latchkey.auth.validation.CachingTokenValidator;
import dev.latchkey.auth.validation.JwtTokenValidator;
import dev.latchkey.auth.validation.TokenExpectations;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Protects a Dropwizard API with Bearer tokens: add it to the bootstrap, give {@code issuer} and {@code audience}, and
 * annotate the resources.
 *
 * <p>An endpoint without a rule answers 403 to everybody. The application starts while the issuer is down and needs no
 * restart when it comes back.
 *
 * @param <C> the application's configuration
 */
public final class BearerAuthBundle<C extends HasBearerAuth> implements ConfiguredBundle<C> {
    private static final String METRICS = "dev.latchkey.auth.";
    private static final int STATUS_THREADS = 4;

    private final InstantSource clock;
    private final @Nullable TokenValidator validator;
    private volatile @Nullable TokenValidator judge;

    private BearerAuthBundle(Builder<C> builder) {
        this.clock = builder.clock;
        this.validator = builder.validator;
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
        TokenValidator chosen = validator == null ? remote(settings, environment) : validator;
        judge = chosen;
        install(environment, chosen, settings.realm());
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
        TokenValidator counting = new CountingTokenValidator(validator, environment.metrics());
        environment.jersey().register(new ScopeFeature(counting, realm));
        environment.jersey().register(new AuthValueFactoryProvider.Binder<>(TokenPrincipal.class));
        environment.jersey().register(new EndpointReport());
    }

    private TokenValidator remote(BearerAuthConfiguration settings, Environment environment) {
        RemoteJwkSet keys = new RemoteJwkSet(new IssuerUri(settings.issuer()), clock);
        keepFresh(keys, environment);
        environment.healthChecks().register("bearer-auth-issuer", new IssuerKeysHealthCheck(keys));

        TokenExpectations expected = new TokenExpectations(
                settings.issuer(), settings.audience(), settings.clockSkew().toJavaDuration());
        TokenValidator jwt = new JwtTokenValidator(keys, settings.algorithms(), expected, clock);
        CachingTokenValidator caching = new CachingTokenValidator(jwt, settings.cacheSize(), clock);
        measure(caching, environment.metrics());
        return new StatusTokenValidator(caching, statusLists(keys, settings, environment));
    }

    private StatusLists statusLists(RemoteJwkSet keys, BearerAuthConfiguration settings, Environment environment) {
        ScheduledExecutorService executor = environment
                .lifecycle()
                .scheduledExecutorService("bearer-auth-status", true)
                .threads(STATUS_THREADS)
                .build();
        StatusLists lists = new StatusLists(keys, settings.algorithms(), settings.statusSettings(), clock, executor);
        environment
                .lifecycle()
                .manage(new StatusRefresh(lists, settings.statusRefresh().toJavaDuration(), executor));
        environment.healthChecks().register("bearer-auth-status", new StatusListsHealthCheck(lists));
        measure(lists, environment.metrics());
        return lists;
    }

    private static void keepFresh(RemoteJwkSet keys, Environment environment) {
        ScheduledExecutorService executor = environment
                .lifecycle()
                .scheduledExecutorService("bearer-auth-keys", true)
                .threads(1)
                .build();
        environment.lifecycle().manage(new KeyRefresh(keys, executor));
    }

    private static void measure(CachingTokenValidator cache, MetricRegistry metrics) {
        metrics.register(METRICS + "cache.hits", (Gauge<Long>) cache::hits);
        metrics.register(METRICS + "cache.misses", (Gauge<Long>) cache::misses);
        metrics.register(METRICS + "cache.size", (Gauge<Long>) cache::size);
    }

    private static void measure(StatusLists lists, MetricRegistry metrics) {
        metrics.register(METRICS + "status.lists", (Gauge<Integer>) lists::size);
        metrics.register(METRICS + "status.refreshes", (Gauge<Long>) lists::refreshes);
        metrics.register(METRICS + "status.failures", (Gauge<Long>) lists::failures);
    }

    /**
     * Replaces parts of the bundle, mostly for tests.
     *
     * @param <C> the application's configuration
     */
    public static final class Builder<C extends HasBearerAuth> {
        private InstantSource clock = InstantSource.system();
        private @Nullable TokenValidator validator;

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

        /** The bundle. */
        public BearerAuthBundle<C> build() {
            return new BearerAuthBundle<>(this);
        }
    }
}
