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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link Flood}, with one request under way or none. */
final class Wire {
    private static final int LONGEST_ANSWER = 16_384;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: *(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern RETRY_AFTER = Pattern.compile("\r\nRetry-After: *(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LAST = Pattern.compile("\r\nConnection: *close", Pattern.CASE_INSENSITIVE);
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
        if (waiting
                && head >= 0
                && text.length() >= head + END_OF_HEAD.length() + number(LENGTH, text.substring(0, head))) {
            answered(text, head);
        }
    }

    private void answered(String text, int head) throws IOException {
        waiting = false;
        String headers = text.substring(0, head);
        Matcher retryAfter = RETRY_AFTER.matcher(headers);
        Reply reply = new Reply(
                Integer.parseInt(text.substring(STATUS, STATUS + 3)),
                retryAfter.find() ? retryAfter.group(1) : "",
                text.substring(head + END_OF_HEAD.length()),
                took());
        if (LAST.matcher(headers).find()) {
            channel.close();
        }
        ended.accept(this, reply);
    }

    private static int number(Pattern header, String headers) {
        Matcher found = header.matcher(headers);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
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
