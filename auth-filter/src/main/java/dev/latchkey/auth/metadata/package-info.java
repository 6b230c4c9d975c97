/** What an API tells clients of itself: which issuers' tokens it takes and for which scopes (RFC 9728). */
@NullMarked
package dev.latchkey.auth.metadata;

import org.jspecify.annotations.NullMarked;
