package dev.latchkey.sample.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests at a pace from one thread, so that hardly any of the processors' time is taken from the server beside it. A
 * request goes over a connection that is free, and over a new one when there is none.
 */
final class Flood implements AutoCloseable {
    private static final long LOOK_MILLIS = 1;
    private static final int MOST = 10_000;
    private static final String UNSENT = "no connection left";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final InetSocketAddress server;
    private final Supplier<String> requests;
    private final Selector selector;
    private final Deque<Wire> free = new ArrayDeque<>();
    private final List<Reply> replies = new ArrayList<>();
    private int underWay;

    /** Towards that port, with these requests as they go over the wire. */
    Flood(int port, Supplier<String> requests) throws IOException {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.requests = requests;
        this.selector = Selector.open();
    }

    /** Sends for that long, and returns all answers once they are there, or are waited for no more. */
    List<Reply> during(Duration time, Pace pace) throws IOException {
        replies.clear();
        int sent = 0;
        long begin = System.nanoTime();
        for (Duration now = Duration.ZERO; now.compareTo(time) < 0; now = since(begin)) {
            int due = pace.due(now.toNanos() / 1e9, sent, underWay);
            for (int i = 0; i < due; i++) {
                send();
                sent++;
            }
            look();
        }
        awaitAnswers();
        return List.copyOf(replies);
    }

    /** Whether it was not sent, since as many as there may be were under way. */
    static boolean isUnsent(Reply reply) {
        return reply.status() == Reply.NONE && reply.body().equals(UNSENT);
    }

    private void awaitAnswers() throws IOException {
        long begin = System.nanoTime();
        while (underWay > 0 && since(begin).compareTo(PATIENCE) < 0) {
            look();
        }
        for (SelectionKey key : selector.keys()) {
            wire(key).giveUp("no answer");
        }
    }

    private void send() throws IOException {
        underWay++;
        String request = requests.get();
        Wire wire = free.pollLast();
        if (wire == null && selector.keys().size() >= MOST) {
            ended(null, new Reply(Reply.NONE, "", UNSENT, Duration.ZERO));
            return;
        }
        if (wire == null) {
            wire = new Wire(this::ended);
            wire.open(selector, server);
        }
        wire.send(request);
    }

    private void look() throws IOException {
        selector.select(key -> wire(key).goOn(), LOOK_MILLIS);
    }

    private static Wire wire(SelectionKey key) {
        return (Wire) key.attachment();
    }

    // Null when it had nothing under way.
    private void ended(@Nullable Wire wire, @Nullable Reply reply) {
        if (reply != null) {
            underWay--;
            replies.add(reply);
        }
        if (wire != null && wire.isOpen()) {
            free.addLast(wire);
        } else if (reply == null) {
            free.remove(wire);
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
