/** Login sessions, the cookies that carry them, and what binds a form to its browser. */
@NullMarked
package dev.latchkey.provider.session;

import org.jspecify.annotations.NullMarked;
