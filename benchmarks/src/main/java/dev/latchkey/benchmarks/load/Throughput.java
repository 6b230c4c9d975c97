package dev.latchkey.benchmarks.load;

/**
 * What one measurement came to.
 *
 * @param count requests answered, or acts done
 * @param perSecond how many in a second
 * @param p50 the median time of one, in microseconds
 * @param p99 what 99 of 100 stayed under, in microseconds
 */
public record Throughput(int count, double perSecond, int p50, int p99) {}
