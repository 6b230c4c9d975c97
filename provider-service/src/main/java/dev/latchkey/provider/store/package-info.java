/** The only SQL: each method is one protocol act and one transaction. */
@NullMarked
package dev.latchkey.provider.store;

import org.jspecify.annotations.NullMarked;
