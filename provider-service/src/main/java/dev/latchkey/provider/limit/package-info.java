/** How often somebody may try something. */
@NullMarked
package dev.latchkey.provider.limit;

import org.jspecify.annotations.NullMarked;
