package dev.latchkey.auth.bundle;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.RatioGauge;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.latchkey.auth.introspection.IntrospectionClient;
import dev.latchkey.auth.jose.RemoteJwkSet;
import dev.latchkey.auth.status.StatusLists;
import dev.latchkey.auth.validation.BriefTokenValidator;
import dev.latchkey.auth.validation.CachingTokenValidator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/** What can be told about the running parts of all issuers together: gauges and health checks. */
final class Telemetry {
    private static final String PREFIX = "dev.latchkey.auth.";

    private final List<RemoteJwkSet> keys = new ArrayList<>();
    private final List<CachingTokenValidator> caches = new ArrayList<>();
    private final List<StatusLists> lists = new ArrayList<>();
    private final List<BriefTokenValidator> answers = new ArrayList<>();
    private final List<IntrospectionClient> introspections = new ArrayList<>();
    private final List<Map.Entry<String, BooleanSupplier>> silent = new ArrayList<>();
    private final InstantSource clock;

    Telemetry(InstantSource clock) {
        this.clock = clock;
    }

    void watch(RemoteJwkSet issuerKeys) {
        keys.add(issuerKeys);
        silent.add(Map.entry(issuerKeys.issuer().value(), () -> issuerKeys.isFailing() || issuerKeys.fetches() == 0));
    }

    void watch(CachingTokenValidator cache) {
        caches.add(cache);
    }

    void watch(StatusLists statusLists) {
        lists.add(statusLists);
    }

    void watch(BriefTokenValidator cache) {
        answers.add(cache);
    }

    void watch(IntrospectionClient client, String issuer) {
        introspections.add(client);
        silent.add(Map.entry(issuer, client::isFailing));
    }

    void register(MetricRegistry metrics, HealthCheckRegistry checks) {
        checks.register("bearer-auth-issuer", new IssuerHealthCheck(silent));
        checks.register("bearer-auth-keys", new IssuerKeysHealthCheck(List.copyOf(keys)));
        checks.register("bearer-auth-status", new StatusListsHealthCheck(List.copyOf(lists)));
        measure(metrics);
    }

    private void measure(MetricRegistry metrics) {
        metrics.registerGauge(PREFIX + "cache.hits", (Gauge<Long>) this::hits);
        metrics.registerGauge(PREFIX + "cache.misses", (Gauge<Long>) this::misses);
        metrics.registerGauge(PREFIX + "cache.size", (Gauge<Long>)
                () -> total(caches, CachingTokenValidator::size) + total(answers, BriefTokenValidator::size));
        metrics.registerGauge(PREFIX + "cache.hit_rate", hitRate());
        sum(metrics, "keys.fetches", keys, RemoteJwkSet::fetches);
        sum(metrics, "keys.failures", keys, RemoteJwkSet::failures);
        metrics.registerGauge(PREFIX + "keys.age_seconds", (Gauge<Long>) this::oldestKeys);
        sum(metrics, "introspection.calls", introspections, IntrospectionClient::calls);
        sum(metrics, "introspection.failures", introspections, IntrospectionClient::failures);
        sum(metrics, "introspection.withheld", introspections, IntrospectionClient::withheld);
        sum(metrics, "status.lists", lists, StatusLists::size);
        sum(metrics, "status.refreshes", lists, StatusLists::refreshes);
        sum(metrics, "status.failures", lists, StatusLists::failures);
        sum(metrics, "status.stale", lists, StatusLists::stale);
    }

    private RatioGauge hitRate() {
        return new RatioGauge() {
            @Override
            protected Ratio getRatio() {
                double hits = (double) hits();
                return Ratio.of(hits, hits + (double) misses());
            }
        };
    }

    private long oldestKeys() {
        return keys.stream()
                .flatMap(issuer -> issuer.fetchedAt().stream())
                .mapToLong(time -> Duration.between(time, clock.instant()).toSeconds())
                .max()
                .orElse(0);
    }

    private long hits() {
        return total(caches, CachingTokenValidator::hits) + total(answers, BriefTokenValidator::hits);
    }

    private long misses() {
        return total(caches, CachingTokenValidator::misses) + total(answers, BriefTokenValidator::misses);
    }

    private static <T> void sum(MetricRegistry metrics, String name, List<T> parts, ToLongFunction<T> count) {
        metrics.registerGauge(PREFIX + name, (Gauge<Long>) () -> total(parts, count));
    }

    private static <T> long total(List<T> parts, ToLongFunction<T> count) {
        return parts.stream().mapToLong(count).sum();
    }
}
