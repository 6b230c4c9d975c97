/** The test kit: real databases, the numbers a test covers, and the counts that hold the databases equal. */
@NullMarked
package dev.latchkey.testing;

import org.jspecify.annotations.NullMarked;
