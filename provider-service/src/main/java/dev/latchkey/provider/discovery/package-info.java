/** What the provider says of itself: metadata (RFC 8414) and keys (RFC 7517). */
@NullMarked
package dev.latchkey.provider.discovery;

import org.jspecify.annotations.NullMarked;
