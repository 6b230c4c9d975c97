package dev.latchkey.provider.endpoint;

import com.codahale.metrics.MetricRegistry;
import java.util.concurrent.TimeUnit;

/** Keeps the times that requests took, by endpoint and kind of status. */
public final class RequestTimes {
    private static final int HUNDRED = 100;

    private final MetricRegistry metrics;

    public RequestTimes(MetricRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Notes that a request has been answered.
     *
     * @param endpoint the endpoint's name
     * @param status the answer's status
     * @param begin when it began, by {@link System#nanoTime}
     */
    void record(String endpoint, int status, long begin) {
        // Prometheus writes both signs alike, and refuses two metrics of one name.
        String name = endpoint.replace('-', '_');
        metrics.timer(MetricRegistry.name("latchkey.requests", name, status / HUNDRED + "xx"))
                .update(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }
}
