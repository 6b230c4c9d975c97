package dev.latchkey.accounts.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A port that leads to another one until it is closed: a host of a cluster that can be lost. */
final class Relay implements AutoCloseable {
    private final ServerSocket entry;
    private final int target;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    private Relay(ServerSocket entry, int target) {
        this.entry = entry;
        this.target = target;
    }

    static Relay to(int target) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        start(relay::accept);
        return relay;
    }

    int port() {
        return entry.getLocalPort();
    }

    int connections() {
        return open.size() / 2;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!entry.isClosed()) {
                Socket near = entry.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(near);
                open.add(far);
                start(() -> pass(near, far));
                start(() -> pass(far, near));
            }
        } catch (IOException e) {
            close();
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either side has ended it.
            return;
        }
    }

    /** Cuts all connections and takes no more. */
    @Override
    public void close() {
        try {
            entry.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
