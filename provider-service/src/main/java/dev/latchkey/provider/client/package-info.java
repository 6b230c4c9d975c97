/** Registered clients and what each may do (RFC 6749 §2). */
@NullMarked
package dev.latchkey.provider.client;

import org.jspecify.annotations.NullMarked;
