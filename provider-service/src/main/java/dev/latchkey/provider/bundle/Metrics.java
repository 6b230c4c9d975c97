package dev.latchkey.provider.bundle;

import com.codahale.metrics.MetricRegistry;
import dev.latchkey.provider.key.SigningKeys;
import io.dropwizard.core.setup.Environment;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;

/** What the admin port tells of the provider besides its health. */
final class Metrics {
    private Metrics() {}

    /** Serves all metrics of the application in Prometheus' format at the admin path {@code /metrics/prometheus}. */
    static void publish(Environment environment, SigningKeys keys, InstantSource clock) {
        MetricRegistry metrics = environment.metrics();
        metrics.gauge("latchkey.signing-key.age-seconds", () -> () -> ageOfKey(keys, clock));
        PrometheusRegistry registry = new PrometheusRegistry();
        DropwizardExports.builder().dropwizardRegistry(metrics).register(registry);
        environment
                .admin()
                .addServlet("prometheus", new PrometheusMetricsServlet(registry))
                .addMapping("/metrics/prometheus");
    }

    private static long ageOfKey(SigningKeys keys, InstantSource clock) {
        return Duration.between(keys.signingSince(), clock.instant()).toSeconds();
    }
}
