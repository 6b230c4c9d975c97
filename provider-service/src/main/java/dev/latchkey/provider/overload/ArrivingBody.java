package dev.latchkey.provider.overload;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The body of one request while it arrives; it is called by one thread at a time. */
final class ArrivingBody {
    private static final int USUAL_BYTES = 512;

    private final Request request;
    private final int longest;
    private final AtomicLong free;
    private final Consumer<Request> whenArrived;
    private byte[] bytes = new byte[0];
    private int count;

    ArrivingBody(Request request, int longest, AtomicLong free, Consumer<Request> whenArrived) {
        this.request = request;
        this.longest = longest;
        this.free = free;
        this.whenArrived = whenArrived;
    }

    /** Takes what is there, and comes again when more is. */
    void read() {
        Content.Chunk chunk = request.read();
        while (isMore(chunk)) {
            chunk = request.read();
        }
        if (chunk == null) {
            request.demand(this::read);
            return;
        }
        end(chunk);
    }

    // Whether the chunk was kept and is not the last.
    private boolean isMore(Content.@Nullable Chunk chunk) {
        if (chunk == null || isEnd(chunk) || !keep(chunk.getByteBuffer())) {
            return false;
        }
        chunk.release();
        return true;
    }

    // The end bears nothing, or is a failure; the last bytes may come with it.
    private static boolean isEnd(Content.Chunk chunk) {
        return Content.Chunk.isFailure(chunk) || (chunk.isLast() && !chunk.hasRemaining());
    }

    // False, and nothing is kept, when the body is too long or there is no memory left for it.
    private boolean keep(ByteBuffer content) {
        int length = content.remaining();
        if (count + length > longest || !makeRoom(count + length)) {
            return false;
        }
        content.get(bytes, count, length);
        count += length;
        return true;
    }

    private boolean makeRoom(int needed) {
        if (needed <= bytes.length) {
            return true;
        }
        int size = Math.min(longest, Math.max(needed, Math.max(USUAL_BYTES, 2 * bytes.length)));
        int more = size - bytes.length;
        if (free.addAndGet(-more) < 0) {
            free.addAndGet(more);
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    private void end(Content.Chunk last) {
        free.addAndGet(bytes.length);
        Request arrived = new Arrived(request, count == 0 ? null : ByteBuffer.wrap(bytes, 0, count), last);
        if (isEnd(last)) {
            whenArrived.accept(arrived);
            return;
        }
        // Who reads on may have to wait for the network, which waits for this call to return.
        request.getContext().execute(() -> whenArrived.accept(arrived));
    }

    /** The request with what was read of its body before the rest. */
    private static final class Arrived extends Request.Wrapper {
        private @Nullable ByteBuffer first;
        private Content.@Nullable Chunk second;

        Arrived(Request request, @Nullable ByteBuffer first, Content.Chunk second) {
            super(request);
            this.first = first;
            this.second = second;
        }

        @Override
        public Content.@Nullable Chunk read() {
            if (first != null) {
                Content.Chunk chunk = Content.Chunk.from(first, false);
                first = null;
                return chunk;
            }
            if (second != null) {
                Content.Chunk chunk = second;
                second = null;
                return chunk;
            }
            return super.read();
        }

        @Override
        public boolean consumeAvailable() {
            if (second != null) {
                second.release();
            }
            first = null;
            second = null;
            return super.consumeAvailable();
        }

        @Override
        public void demand(Runnable whenThere) {
            if (first != null || second != null) {
                whenThere.run();
                return;
            }
            super.demand(whenThere);
        }
    }
}
