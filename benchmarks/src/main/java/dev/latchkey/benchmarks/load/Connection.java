package dev.latchkey.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A connection that is kept, with at most one request under way. */
final class Connection implements AutoCloseable {
    private final int number;
    private final SocketChannel channel;
    private final Answer answer = new Answer();
    private long sentAt;
    private boolean busy;

    private Connection(int number, SocketChannel channel) {
        this.number = number;
        this.channel = channel;
    }

    static Connection open(int number, int port, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(number, channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    int number() {
        return number;
    }

    boolean isBusy() {
        return busy;
    }

    /** Sends a request; a socket's buffer takes it at once. */
    void send(byte[] request, long now) throws IOException {
        answer.clear();
        sentAt = now;
        busy = true;
        ByteBuffer bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads what has come; whether the answer is whole now. */
    boolean receive() throws IOException {
        if (channel.read(answer.space()) < 0) {
            throw new IOException("The server closed a connection: " + answer.beginning());
        }
        boolean whole = answer.isWhole();
        busy = !whole;
        return whole;
    }

    boolean isOk() {
        return answer.isOk();
    }

    String beginning() {
        return answer.beginning();
    }

    long nanosSince(long now) {
        return now - sentAt;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
