package dev.latchkey.sample.chaos;

/** Something that breaks, and the look at what the promises were worth. */
@FunctionalInterface
interface Fault {
    /** Breaks it on a ground whose database runs, mends it again, and says what was seen. */
    Finding happen(Ground ground) throws Exception;
}
