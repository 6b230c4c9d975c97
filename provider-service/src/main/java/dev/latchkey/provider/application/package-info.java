/** The applications that people register for themselves: their pages and their store. */
@NullMarked
package dev.latchkey.provider.application;

import org.jspecify.annotations.NullMarked;
