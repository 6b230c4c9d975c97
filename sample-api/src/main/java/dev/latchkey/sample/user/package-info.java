/** Users: list, show, create, update, disable. */
@NullMarked
package dev.latchkey.sample.user;

import org.jspecify.annotations.NullMarked;
