package dev.latchkey.benchmarks.load;

import java.util.Arrays;

/** How long each of many requests took. */
public final class Latencies {
    private static final int FIRST_SIZE = 1 << 16;

    private int[] micros = new int[FIRST_SIZE];
    private int count;

    /** Adds one, in nanoseconds. */
    public void add(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1_000);
    }

    /** Adds all of another. */
    public void addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(others.micros[i] * 1_000L);
        }
    }

    /** What they come to, in so many nanoseconds. */
    public Throughput over(long nanos) {
        int[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return new Throughput(count, count / (nanos / 1e9), at(sorted, 0.5), at(sorted, 0.99));
    }

    private static int at(int[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
    }
}
