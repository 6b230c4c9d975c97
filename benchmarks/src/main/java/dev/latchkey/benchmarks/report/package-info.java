/** From measurements to medians, ratios, aims, a table and JSON. */
@NullMarked
package dev.latchkey.benchmarks.report;

import org.jspecify.annotations.NullMarked;
