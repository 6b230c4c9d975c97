/** People's way in: sign up. */
@NullMarked
package dev.latchkey.provider.login;

import org.jspecify.annotations.NullMarked;
