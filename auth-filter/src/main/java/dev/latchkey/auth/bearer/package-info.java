/** The HTTP edge: Bearer tokens in requests, access rules on resource methods, answers by RFC 6750. */
@NullMarked
package dev.latchkey.auth.bearer;

import org.jspecify.annotations.NullMarked;
