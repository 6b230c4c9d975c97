/** What takes microseconds, measured by JMH. */
@NullMarked
package dev.latchkey.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
