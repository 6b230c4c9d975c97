/** Revocation of JWTs: the Token Status Lists that tokens name (draft-ietf-oauth-status-list), kept fresh and looked up. */
@NullMarked
package dev.latchkey.auth.status;

import org.jspecify.annotations.NullMarked;
