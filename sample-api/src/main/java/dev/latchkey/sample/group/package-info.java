/** Groups: list, show, create, rename, delete. */
@NullMarked
package dev.latchkey.sample.group;

import org.jspecify.annotations.NullMarked;
