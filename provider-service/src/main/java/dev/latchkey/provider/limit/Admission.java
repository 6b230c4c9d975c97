package dev.latchkey.provider.limit;

/** Whether an attempt may be made. */
public sealed interface Admission {
    /** It may; say afterwards how it ended. */
    record Granted() implements Admission {}

    /**
     * There were too many.
     *
     * @param seconds how long to wait, at least 1
     */
    record Locked(int seconds) implements Admission {}

    /** As many as are allowed are being made right now; how they end decides. */
    record Full() implements Admission {}
}
