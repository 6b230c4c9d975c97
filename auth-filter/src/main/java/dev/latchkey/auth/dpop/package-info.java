/** Demonstrating proof of possession (RFC 9449): proofs, their checks, replays and nonces. */
@NullMarked
package dev.latchkey.auth.dpop;

import org.jspecify.annotations.NullMarked;
