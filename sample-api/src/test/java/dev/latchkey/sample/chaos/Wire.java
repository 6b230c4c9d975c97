package dev.latchkey.sample.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link Flood}, with one request under way or none. */
final class Wire {
    private static final int LONGEST_ANSWER = 8_192;
    private static final String END_OF_LINE = "\r\n";
    private static final String END_OF_HEAD = END_OF_LINE + END_OF_LINE;
    private static final int STATUS = 9;

    private final BiConsumer<Wire, @Nullable Reply> ended;
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(LONGEST_ANSWER);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private SelectionKey key;
    private boolean waiting;
    private long begin;

    /** One that tells when it is free again or closed, with the answer if one was due. */
    Wire(BiConsumer<Wire, @Nullable Reply> ended) throws IOException {
        this.ended = ended;
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
    }

    /** Begins to connect. */
    void open(Selector selector, SocketAddress server) throws IOException {
        boolean connected = channel.connect(server);
        key = channel.register(selector, connected ? 0 : SelectionKey.OP_CONNECT, this);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Sends as soon as it can. */
    void send(String request) {
        begin = System.nanoTime();
        waiting = true;
        in.clear();
        out = ByteBuffer.wrap(request.getBytes(ISO_8859_1));
        if (channel.isConnected()) {
            attempt(this::write);
        }
    }

    /** Does what the network is ready for. */
    void goOn() {
        attempt(this::step);
    }

    /** Ends it when an answer is due. */
    void giveUp(String why) {
        if (waiting) {
            end(why);
        }
    }

    private interface Step {
        void take() throws IOException;
    }

    private void attempt(Step step) {
        try {
            step.take();
        } catch (IOException e) {
            end(e.toString());
        }
    }

    private void step() throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            write();
        } else if (key.isWritable()) {
            write();
        } else {
            read();
        }
    }

    private void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void read() throws IOException {
        if (channel.read(in) < 0) {
            end("closed by the server");
            return;
        }
        String text = new String(in.array(), 0, in.position(), ISO_8859_1);
        int head = text.indexOf(END_OF_HEAD);
        if (waiting && head >= 0 && text.length() >= head + END_OF_HEAD.length() + length(text, head)) {
            answered(text, head);
        }
    }

    private void answered(String text, int head) throws IOException {
        waiting = false;
        Reply reply = new Reply(
                Integer.parseInt(text, STATUS, STATUS + 3, 10),
                header(text, head, "Retry-After:"),
                text.substring(head + END_OF_HEAD.length()),
                took());
        if (header(text, head, "Connection:").equalsIgnoreCase("close")) {
            channel.close();
        }
        ended.accept(this, reply);
    }

    private static int length(String text, int head) {
        String value = header(text, head, "Content-Length:");
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    // No pattern: whoever asks takes the time of the server beside it.
    private static String header(String text, int head, String name) {
        for (int line = text.indexOf(END_OF_LINE); line < head; line = text.indexOf(END_OF_LINE, line + 1)) {
            int from = line + END_OF_LINE.length();
            if (text.regionMatches(true, from, name, 0, name.length())) {
                return text.substring(from + name.length(), text.indexOf(END_OF_LINE, from))
                        .strip();
            }
        }
        return "";
    }

    private void end(String why) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Reply reply = waiting ? new Reply(Reply.NONE, "", why, took()) : null;
        waiting = false;
        ended.accept(this, reply);
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
