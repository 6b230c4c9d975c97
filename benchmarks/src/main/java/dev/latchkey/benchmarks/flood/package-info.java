/** What valid tokens feel of a flood of others. */
@NullMarked
package dev.latchkey.benchmarks.flood;

import org.jspecify.annotations.NullMarked;
