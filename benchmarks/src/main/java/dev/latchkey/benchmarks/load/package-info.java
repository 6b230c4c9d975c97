/** A load generator that costs little: one thread, non-blocking sockets, one request at a time on each connection. */
@NullMarked
package dev.latchkey.benchmarks.load;

import org.jspecify.annotations.NullMarked;
