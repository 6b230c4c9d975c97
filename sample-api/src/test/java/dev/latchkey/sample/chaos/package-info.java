/** What is promised when things break, and the breaking: the faults of {@code ./latchkey chaos}. */
package dev.latchkey.sample.chaos;
