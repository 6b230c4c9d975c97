package dev.latchkey.benchmarks.load;

/** What connections send. The load generator calls it from one thread. */
public interface Traffic {
    /** The next request on a connection, whole: {@link Request} writes such bytes. */
    byte[] next(int connection);

    /** Told when the request was answered with 200. */
    default void answered(int connection) {}

    /** The same request again and again. */
    static Traffic of(byte[] request) {
        return connection -> request;
    }
}
