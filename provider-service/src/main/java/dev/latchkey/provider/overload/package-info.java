/** What keeps a crowd, or a few who are slow on purpose, from taking the server away from everybody else. */
@NullMarked
package dev.latchkey.provider.overload;

import org.jspecify.annotations.NullMarked;
