/** Requests to addresses that others chose: one way out, with rules against reaching inside (CWE-918). */
@NullMarked
package dev.latchkey.provider.outbound;

import org.jspecify.annotations.NullMarked;
