package dev.latchkey.sample.chaos;

/**
 * What came of a fault.
 *
 * @param promise what must hold while it lasts, and after it
 * @param figure what was measured
 * @param isRight whether everything was right, however long it took
 * @param isInTime whether it was so within the promised time
 */
record Finding(String promise, String figure, boolean isRight, boolean isInTime) {
    boolean holds() {
        return isRight && isInTime;
    }

    /** One line for people and for scripts. */
    String line(String name) {
        return name + ": " + promise + " | " + figure + " | " + (holds() ? "ok" : "MISSED");
    }
}
