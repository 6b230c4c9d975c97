/** The HTTP edge of the protocol (RFC 6749 §3). */
@NullMarked
package dev.latchkey.provider.endpoint;

import org.jspecify.annotations.NullMarked;
