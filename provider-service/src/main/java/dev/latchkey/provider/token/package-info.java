/** Tokens: what is minted, for whom, and how a grant rotates (RFC 6749 §5, RFC 9068). */
@NullMarked
package dev.latchkey.provider.token;

import org.jspecify.annotations.NullMarked;
