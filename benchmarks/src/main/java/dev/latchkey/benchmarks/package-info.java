/** {@code ./latchkey bench}: what is measured, on what, and against what. */
@NullMarked
package dev.latchkey.benchmarks;

import org.jspecify.annotations.NullMarked;
