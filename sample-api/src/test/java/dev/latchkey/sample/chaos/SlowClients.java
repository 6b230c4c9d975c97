package dev.latchkey.sample.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections that rest, and connections that send or take a byte a second. */
final class SlowClients implements AutoCloseable {
    private static final int WINDOW = 2_048;
    private static final int TURNS_A_SECOND = 100;
    // Together more than what the network keeps of answers that nobody takes.
    private static final int QUESTIONS = 20;
    private static final String READ = "GET /o/.well-known/oauth-authorization-server HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String HEADERS = "POST /o/token/ HTTP/1.1\r\nHost: a\r\nX-Slow: ";
    private static final String BODY = "POST /o/token/ HTTP/1.1\r\nHost: a\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\ngrant_type=";

    private final InetSocketAddress server;
    private final List<SocketChannel> resting = new ArrayList<>();
    private final BlockingQueue<SocketChannel> dripped = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
    private final long begin = System.nanoTime();
    private @Nullable ScheduledFuture<?> schedule;

    SlowClients(int port) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Opens as many of each kind: at rest after an answer, sending headers, sending a body, taking answers. */
    void open(int ofEachKind) throws IOException {
        for (int i = 0; i < ofEachKind; i++) {
            resting.add(rested());
            dripped.add(slow(HEADERS));
            dripped.add(slow(BODY));
            dripped.add(slow(READ.repeat(QUESTIONS)));
        }
        long pause = TimeUnit.SECONDS.toNanos(1) / TURNS_A_SECOND;
        schedule = dripping.scheduleAtFixedRate(this::drip, pause, pause, TimeUnit.NANOSECONDS);
    }

    private SocketChannel rested() throws IOException {
        SocketChannel channel = connected(READ);
        channel.read(ByteBuffer.allocate(WINDOW));
        return channel;
    }

    private SocketChannel connected(String start) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, WINDOW);
        channel.connect(server);
        channel.write(ByteBuffer.wrap(start.getBytes(US_ASCII)));
        return channel;
    }

    private SocketChannel slow(String start) throws IOException {
        SocketChannel channel = connected(start);
        channel.configureBlocking(false);
        return channel;
    }

    // A hundredth of them at a time: thousands of strangers do not speak at the same moment.
    private void drip() {
        for (int left = dripped.size() / TURNS_A_SECOND + 1; left > 0; left--) {
            SocketChannel channel = dripped.poll();
            if (channel != null && isOpen(channel)) {
                dripped.add(channel);
            }
        }
    }

    // A byte each way tells whether the other side is still there.
    private static boolean isOpen(SocketChannel channel) {
        try {
            int ignored = channel.write(ByteBuffer.wrap(new byte[] {'a'}));
            return channel.read(ByteBuffer.allocate(1)) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** How many slow ones the server has not closed. */
    long open() {
        return dripped.size();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() throws IOException {
        if (schedule != null) {
            schedule.cancel(true);
        }
        dripping.shutdownNow();
        List<SocketChannel> all = new ArrayList<>(resting);
        all.addAll(dripped);
        for (SocketChannel channel : all) {
            channel.close();
        }
    }
}
