package dev.latchkey.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds ports in a row that nothing listens on, below those that the system hands out by itself. */
public final class FreePorts {
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 31_000;

    private FreePorts() {}

    /** The first of so many in a row. */
    public static int firstOf(int count) {
        return ThreadLocalRandom.current()
                .ints(LOWEST, HIGHEST)
                .limit(1000)
                .filter(first -> IntStream.range(first, first + count).allMatch(FreePorts::isFree))
                .findFirst()
                .orElseThrow();
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
