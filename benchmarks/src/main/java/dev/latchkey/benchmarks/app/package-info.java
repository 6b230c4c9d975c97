/** The servers that ours are compared with: the same framework, the same settings, and nothing of OAuth. */
@NullMarked
package dev.latchkey.benchmarks.app;

import org.jspecify.annotations.NullMarked;
