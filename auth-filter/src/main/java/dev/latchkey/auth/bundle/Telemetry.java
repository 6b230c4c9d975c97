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
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What can be told about the running parts of all issuers together: gauges and health checks. */
final class Telemetry {
    private static final String PREFIX = "dev.latchkey.auth.";

    private final List<RemoteJwkSet> keys = new ArrayList<>();
    private final List<CachingTokenValidator> caches = new ArrayList<>();
    private final List<StatusLists> lists = new ArrayList<>();
    private final List<BriefTokenValidator> answers = new ArrayList<>();
    private final List<IntrospectionClient> introspections = new ArrayList<>();

    void watch(RemoteJwkSet issuerKeys) {
        keys.add(issuerKeys);
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

    void watch(IntrospectionClient client) {
        introspections.add(client);
    }

    void register(MetricRegistry metrics, HealthCheckRegistry checks) {
        checks.register("bearer-auth-issuer", new IssuerKeysHealthCheck(List.copyOf(keys)));
        checks.register("bearer-auth-status", new StatusListsHealthCheck(List.copyOf(lists)));
        metrics.registerGauge(PREFIX + "cache.hits", (Gauge<Long>) this::hits);
        metrics.registerGauge(PREFIX + "cache.misses", (Gauge<Long>) this::misses);
        metrics.registerGauge(PREFIX + "cache.size", (Gauge<Long>)
                () -> total(caches, CachingTokenValidator::size) + total(answers, BriefTokenValidator::size));
        metrics.registerGauge(PREFIX + "cache.hit_rate", hitRate());
        sum(metrics, "introspection.calls", introspections, IntrospectionClient::calls);
        sum(metrics, "introspection.failures", introspections, IntrospectionClient::failures);
        sum(metrics, "introspection.withheld", introspections, IntrospectionClient::withheld);
        sum(metrics, "status.lists", lists, StatusLists::size);
        sum(metrics, "status.refreshes", lists, StatusLists::refreshes);
        sum(metrics, "status.failures", lists, StatusLists::failures);
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
