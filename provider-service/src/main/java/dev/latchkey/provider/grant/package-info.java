/** One handler per grant type (RFC 6749 §4). */
@NullMarked
package dev.latchkey.provider.grant;

import org.jspecify.annotations.NullMarked;
