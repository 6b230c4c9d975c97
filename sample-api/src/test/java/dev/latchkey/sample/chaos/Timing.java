package dev.latchkey.sample.chaos;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How long answers took: the middle one, and the one that only one in a hundred is slower than. */
record Timing(Duration median, Duration p99, int count) {
    static Timing of(Collection<Reply> replies) {
        List<Duration> took = replies.stream().map(Reply::took).sorted().toList();
        if (took.isEmpty()) {
            return new Timing(Duration.ZERO, Duration.ZERO, 0);
        }
        return new Timing(took.get(took.size() / 2), took.get((int) (took.size() * 0.99)), took.size());
    }

    /** How much slower the middle one was than that of {@code before}. */
    double medianRatio(Timing before) {
        return ratio(median, before.median);
    }

    double p99Ratio(Timing before) {
        return ratio(p99, before.p99);
    }

    private static double ratio(Duration one, Duration other) {
        return one.toNanos() / (double) Math.max(1, other.toNanos());
    }

    static String shown(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    @Override
    public String toString() {
        return "median " + millis(median) + " ms, p99 " + millis(p99) + " ms";
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
    }
}
