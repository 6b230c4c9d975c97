/** Judging access tokens: JWTs by their claims (RFC 9068 section 4), answers cached by digest. */
@NullMarked
package dev.latchkey.auth.validation;

import org.jspecify.annotations.NullMarked;
