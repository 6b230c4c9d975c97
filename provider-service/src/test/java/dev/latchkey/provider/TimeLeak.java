package dev.latchkey.provider;

import java.util.Arrays;
import java.util.Random;

/**
 * Whether the time that work takes tells two inputs apart: Welch's t of 100,000 samples, taken in random order so that
 * whatever else the machine does slows both alike, without the slowest tenth. Beyond 10 they differ for certain.
 */
final class TimeLeak {
    private static final int SAMPLES = 100_000;
    private static final int WARM_UP = 20_000;
    private static final double KEPT = 0.9;
    private static final double CERTAIN = 10;
    private static final int TRIES = 3;

    private final Random order = new Random(11);
    private final Runnable one;
    private final Runnable other;

    private TimeLeak(Runnable one, Runnable other) {
        this.one = one;
        this.other = other;
    }

    /** Whether the two differ each time that they are measured. */
    static boolean between(Runnable one, Runnable other) {
        TimeLeak leak = new TimeLeak(one, other);
        for (int i = 0; i < WARM_UP; i++) {
            one.run();
            other.run();
        }
        for (int i = 0; i < TRIES; i++) {
            if (Math.abs(leak.t()) < CERTAIN) {
                return false;
            }
        }
        return true;
    }

    private double t() {
        long[] nanos = new long[SAMPLES];
        boolean[] isOther = new boolean[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            isOther[i] = order.nextBoolean();
            Runnable work = isOther[i] ? other : one;
            long start = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - start;
        }
        return welch(nanos, isOther);
    }

    private static double welch(long[] nanos, boolean[] isOther) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        long slowest = sorted[(int) (SAMPLES * KEPT)];
        Moments first = new Moments();
        Moments second = new Moments();
        for (int i = 0; i < SAMPLES; i++) {
            if (nanos[i] <= slowest) {
                (isOther[i] ? second : first).add(nanos[i]);
            }
        }
        return (first.mean - second.mean) / Math.sqrt(first.errorOfMean() + second.errorOfMean());
    }

    private static final class Moments {
        private long count;
        private double mean;
        private double squares;

        void add(long nanos) {
            double value = nanos;
            count++;
            double off = value - mean;
            mean += off / count;
            squares += off * (value - mean);
        }

        double errorOfMean() {
            return squares / (count - 1) / count;
        }
    }
}
