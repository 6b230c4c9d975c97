/** The database under the provider: what it can do by itself, and many grants in it. */
@NullMarked
package dev.latchkey.benchmarks.database;

import org.jspecify.annotations.NullMarked;
