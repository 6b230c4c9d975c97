/** Users, groups and their passwords: the rules for names, the store, the checking of passwords. */
@NullMarked
package dev.latchkey.accounts;

import org.jspecify.annotations.NullMarked;
