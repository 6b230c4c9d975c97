package dev.latchkey.auth.bundle;

import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.disk.CopyDirectory;
import dev.latchkey.auth.http.WaitingRoom;
import dev.latchkey.auth.introspection.IntrospectionClient;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.jose.KeySettings;
import dev.latchkey.auth.jose.RemoteJwkSet;
import dev.latchkey.auth.status.StatusLists;
import dev.latchkey.auth.status.StatusSettings;
import dev.latchkey.auth.status.StatusTokenValidator;
import dev.latchkey.auth.validation.BriefTokenValidator;
import dev.latchkey.auth.validation.CachingTokenValidator;
import dev.latchkey.auth.validation.IntrospectionTokenValidator;
import dev.latchkey.auth.validation.JwtTokenValidator;
import dev.latchkey.auth.validation.RoutingTokenValidator;
import dev.latchkey.auth.validation.TokenExpectations;
import io.dropwizard.core.setup.Environment;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Puts together what judges the tokens of the configured issuers: per issuer its keys, caches and status lists. */
final class IssuerWiring {
    private static final int KEY_THREADS = 2;
    private static final int STATUS_THREADS = 4;

    private final BearerAuthConfiguration settings;
    private final Environment environment;
    private final InstantSource clock;
    private final ScheduledExecutorService keyThreads;
    private final WaitingRoom waiting;
    private final CopyDirectory copies;
    private final Telemetry telemetry;

    IssuerWiring(BearerAuthConfiguration settings, Environment environment, InstantSource clock, WaitingRoom waiting) {
        this.settings = settings;
        this.waiting = waiting;
        this.environment = environment;
        this.clock = clock;
        this.telemetry = new Telemetry(clock);
        this.copies = settings.copies();
        this.keyThreads = threads("bearer-auth-keys", KEY_THREADS);
    }

    /** Judges the tokens of all issuers, and starts and stops with the application. */
    TokenValidator validator() {
        Map<String, TokenValidator> byIssuer = new LinkedHashMap<>();
        Map<String, TokenValidator> byPrefix = new LinkedHashMap<>();
        for (IssuerConfiguration issuer : settings.issuers()) {
            Optional<TokenValidator> asked = Optional.ofNullable(issuer.introspection())
                    .map(introspection -> introspecting(issuer, introspection));
            asked.ifPresent(validator -> byPrefix.put(issuer.tokenPrefix(), validator));
            byIssuer.put(
                    issuer.issuer(),
                    asked.filter(validator -> issuer.mode() == ValidationMode.INTROSPECTION)
                            .orElseGet(() -> jwt(issuer)));
        }
        copies.purge("keys", clock.instant().minus(settings.keysMaxAge().toJavaDuration()));
        copies.purge("status", clock.instant().minus(settings.statusMaxAge().toJavaDuration()));
        telemetry.register(environment.metrics(), environment.healthChecks());
        // The usual case without a look at the token: its only validator looks at iss anyway.
        return byIssuer.size() == 1 && byPrefix.isEmpty()
                ? byIssuer.values().iterator().next()
                : new RoutingTokenValidator(byIssuer, byPrefix);
    }

    private TokenValidator introspecting(IssuerConfiguration issuer, IntrospectionConfiguration introspection) {
        IntrospectionClient client = new IntrospectionClient(
                introspection.endpointOf(new IssuerUri(issuer.issuer())),
                introspection.authentication(issuer.issuer(), clock),
                introspection.maxCalls(),
                clock);
        telemetry.watch(client, issuer.issuer());
        BriefTokenValidator brief = new BriefTokenValidator(
                new IntrospectionTokenValidator(client, expectations(issuer), clock),
                introspection.cache().toJavaDuration(),
                settings.cacheSize(),
                clock,
                waiting);
        telemetry.watch(brief);
        return brief;
    }

    private TokenValidator jwt(IssuerConfiguration issuer) {
        KeySettings kept = new KeySettings(
                KeySettings.DEFAULT.refetchInterval(), settings.keysMaxAge().toJavaDuration(), copies, waiting);
        RemoteJwkSet keys = new RemoteJwkSet(new IssuerUri(issuer.issuer()), clock, kept);
        environment.lifecycle().manage(new KeyRefresh(keys, keyThreads));
        telemetry.watch(keys);
        CachingTokenValidator cache = new CachingTokenValidator(
                new JwtTokenValidator(keys, settings.algorithms(), expectations(issuer), clock),
                settings.cacheSize(),
                clock);
        telemetry.watch(cache);
        return new StatusTokenValidator(cache, statusLists(keys, issuer));
    }

    private TokenExpectations expectations(IssuerConfiguration issuer) {
        return issuer.expectations(settings.clockSkew().toJavaDuration());
    }

    private StatusLists statusLists(RemoteJwkSet keys, IssuerConfiguration issuer) {
        // Of its own for each issuer, so that the slow lists of one do not keep those of another from being read.
        ScheduledExecutorService threads = threads("bearer-auth-status", STATUS_THREADS);
        StatusSettings rules = settings.statusSettings(issuer, copies, waiting);
        StatusLists lists = new StatusLists(keys, settings.algorithms(), rules, clock, threads);
        environment
                .lifecycle()
                .manage(new StatusRefresh(lists, settings.statusRefresh().toJavaDuration(), threads));
        telemetry.watch(lists);
        return lists;
    }

    private ScheduledExecutorService threads(String name, int count) {
        return environment
                .lifecycle()
                .scheduledExecutorService(name, true)
                .threads(count)
                .build();
    }
}
