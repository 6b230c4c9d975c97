/** Asking the issuer what a token is worth (RFC 7662). */
@NullMarked
package dev.latchkey.auth.introspection;

import org.jspecify.annotations.NullMarked;
