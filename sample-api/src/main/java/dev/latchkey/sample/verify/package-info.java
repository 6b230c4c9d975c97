/** Tells whether a token is good, without a token of one's own. */
@NullMarked
package dev.latchkey.sample.verify;

import org.jspecify.annotations.NullMarked;
