/** Copies on disk of what issuers sign or publish, so that an API can start while its issuer is down. */
@NullMarked
package dev.latchkey.auth.disk;

import org.jspecify.annotations.NullMarked;
