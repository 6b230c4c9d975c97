package dev.latchkey.provider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Somebody else's server on this machine, which answers byte by byte whatever a test tells it to. */
public final class RemoteServer implements AutoCloseable {
    /** Writes an answer, well formed or not. */
    @FunctionalInterface
    public interface Reply {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "remote-server");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<Reply> reply = new AtomicReference<>(out -> {});

    public RemoteServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Where it is: scheme, host and port. */
    public String origin() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    public URI uri(String path) {
        return URI.create(origin() + path);
    }

    public int requests() {
        return requests.get();
    }

    public void reply(Reply next) {
        reply.set(next);
    }

    /** Answers with this text, byte for byte. */
    public void reply(String answer) {
        reply(out -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Answers 200 with this JSON and further header lines, each ended by CRLF. */
    public void replyJson(String json, String headers) {
        reply("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n" + headers
                + "\r\n" + json);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            requests.incrementAndGet();
            reply.get().write(connection.getOutputStream());
        } catch (IOException e) {
            // The other side has had enough.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
