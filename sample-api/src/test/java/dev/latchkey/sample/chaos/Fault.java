package dev.latchkey.sample.chaos;

import java.time.Duration;

/** Something that breaks, and the look at what the promises were worth. */
@FunctionalInterface
interface Fault {
    /** Breaks it on a ground whose database runs, mends it again, and says what was seen. */
    Finding happen(Ground ground) throws Exception;

    /** The ground it happens on: over a MariaDB unless it says otherwise. */
    default Ground ground(String name) throws Exception {
        return Ground.prepare(name);
    }

    /** How long it may take. */
    default Duration longest() {
        return Duration.ofMinutes(10);
    }
}
