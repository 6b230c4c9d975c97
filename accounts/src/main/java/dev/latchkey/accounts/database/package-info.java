/** One database under everything: settings, pool, retried transactions, migrations. */
@NullMarked
package dev.latchkey.accounts.database;

import org.jspecify.annotations.NullMarked;
