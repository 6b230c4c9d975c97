package dev.latchkey.benchmarks.load;

/**
 * What one measurement came to.
 *
 * @param perSecond requests answered, or acts done, in a second
 * @param p50 the median time of one, in microseconds
 * @param p99 what 99 of 100 stayed under, in microseconds
 */
public record Throughput(double perSecond, int p50, int p99) {}
