/** The authorization endpoint and the code grant (RFC 6749 §3.1, §4.1; RFC 7636; RFC 9126; RFC 9207). */
@NullMarked
package dev.latchkey.provider.authorize;

import org.jspecify.annotations.NullMarked;
