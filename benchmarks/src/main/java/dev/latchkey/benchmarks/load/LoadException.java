package dev.latchkey.benchmarks.load;

/** Thrown when what was to be measured went wrong: a figure would say nothing. */
public final class LoadException extends RuntimeException {
    /** With a sentence. */
    public LoadException(String message) {
        super(message);
    }

    /** With a sentence and its cause. */
    public LoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
