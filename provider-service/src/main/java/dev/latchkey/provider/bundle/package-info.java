/** Wiring: the bundle, its configuration and the checks at start. */
@NullMarked
package dev.latchkey.provider.bundle;

import org.jspecify.annotations.NullMarked;
