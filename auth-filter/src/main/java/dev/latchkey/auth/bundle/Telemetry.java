package dev.latchkey.auth.bundle;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.RatioGauge;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.latchkey.auth.jose.RemoteJwkSet;
import dev.latchkey.auth.status.StatusLists;
import dev.latchkey.auth.validation.CachingTokenValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What can be told about the running parts of all issuers together: gauges and health checks. */
final class Telemetry {
    private static final String PREFIX = "dev.latchkey.auth.";

    private final List<RemoteJwkSet> keys = new ArrayList<>();
    private final List<CachingTokenValidator> caches = new ArrayList<>();
    private final List<StatusLists> lists = new ArrayList<>();

    void watch(RemoteJwkSet issuerKeys) {
        keys.add(issuerKeys);
    }

    void watch(CachingTokenValidator cache) {
        caches.add(cache);
    }

    void watch(StatusLists statusLists) {
        lists.add(statusLists);
    }

    void register(MetricRegistry metrics, HealthCheckRegistry checks) {
        checks.register("bearer-auth-issuer", new IssuerKeysHealthCheck(List.copyOf(keys)));
        checks.register("bearer-auth-status", new StatusListsHealthCheck(List.copyOf(lists)));
        sum(metrics, "cache.hits", caches, CachingTokenValidator::hits);
        sum(metrics, "cache.misses", caches, CachingTokenValidator::misses);
        sum(metrics, "cache.size", caches, CachingTokenValidator::size);
        metrics.registerGauge(PREFIX + "cache.hit_rate", hitRate());
        sum(metrics, "status.lists", lists, StatusLists::size);
        sum(metrics, "status.refreshes", lists, StatusLists::refreshes);
        sum(metrics, "status.failures", lists, StatusLists::failures);
    }

    private RatioGauge hitRate() {
        return new RatioGauge() {
            @Override
            protected Ratio getRatio() {
                double hits = (double) total(caches, CachingTokenValidator::hits);
                return Ratio.of(hits, hits + (double) total(caches, CachingTokenValidator::misses));
            }
        };
    }

    private static <T> void sum(MetricRegistry metrics, String name, List<T> parts, ToLongFunction<T> count) {
        metrics.registerGauge(PREFIX + name, (Gauge<Long>) () -> total(parts, count));
    }

    private static <T> long total(List<T> parts, ToLongFunction<T> count) {
        return parts.stream().mapToLong(count).sum();
    }
}
