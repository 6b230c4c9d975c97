/** Programs that the benchmark starts, and ends with itself. */
@NullMarked
package dev.latchkey.benchmarks.process;

import org.jspecify.annotations.NullMarked;
