/** Token Status List: JWTs stay revocable, one bit each (IETF draft-ietf-oauth-status-list). */
@NullMarked
package dev.latchkey.provider.status;

import org.jspecify.annotations.NullMarked;
