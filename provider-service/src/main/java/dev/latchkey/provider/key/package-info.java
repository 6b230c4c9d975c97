/** Signing keys: made here, wrapped in the database, published as a JWK set (RFC 7517). */
@NullMarked
package dev.latchkey.provider.key;

import org.jspecify.annotations.NullMarked;
