/** Rows that nobody needs any more: which they are and how they go. */
@NullMarked
package dev.latchkey.provider.purge;

import org.jspecify.annotations.NullMarked;
