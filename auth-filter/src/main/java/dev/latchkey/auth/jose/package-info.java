/** Signing and verifying JWTs (RFC 7515, 7517, 7519): the only package that knows the JOSE library. */
@NullMarked
package dev.latchkey.auth.jose;

import org.jspecify.annotations.NullMarked;
