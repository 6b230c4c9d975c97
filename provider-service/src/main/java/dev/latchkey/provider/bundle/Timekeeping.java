package dev.latchkey.provider.bundle;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseClock;
import java.time.InstantSource;

/** By which clock a process goes once its database is open. */
@FunctionalInterface
public interface Timekeeping {
    /** The clock of a process over this database. */
    InstantSource over(Database database);

    /** By the database's own time: the same for all processes, whatever their hosts say. */
    static Timekeeping byDatabase() {
        return DatabaseClock::of;
    }

    /** By this clock. */
    static Timekeeping by(InstantSource clock) {
        return database -> clock;
    }
}
