package dev.latchkey.benchmarks.report;

import dev.latchkey.benchmarks.load.Throughput;
import java.time.Duration;

/**
 * One slice of one scenario.
 *
 * @param throughput what it came to
 * @param processorTime what the server took for it
 */
record Measurement(Throughput throughput, Duration processorTime) {
    double perSecond() {
        return throughput.perSecond();
    }

    double p50Millis() {
        return throughput.p50() / 1_000.0;
    }

    double p99Millis() {
        return throughput.p99() / 1_000.0;
    }

    /** The processor time for one, in microseconds: it hardly depends on what else the machine does. */
    double processorMicros() {
        return processorTime.toNanos() / 1_000.0 / throughput.count();
    }
}
