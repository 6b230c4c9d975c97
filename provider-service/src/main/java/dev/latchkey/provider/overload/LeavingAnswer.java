package dev.latchkey.provider.overload;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/** One answer: its parts leave one after the other, and its request ends after the last of them. */
final class LeavingAnswer extends Response.Wrapper {
    private final AtomicLong free;
    private final Callback end;
    private final Queue<Part> parts = new ConcurrentLinkedQueue<>();
    private final Leaving leaving = new Leaving();

    /**
     * What was written at once.
     *
     * @param ends whether this is nothing but the end of the request
     * @param kept bytes of the common memory
     * @param gone told when it has left
     */
    private record Part(
            boolean ends, boolean last, @Nullable ByteBuffer content, int kept, Callback gone) {}

    LeavingAnswer(Request request, Response response, Callback end, AtomicLong free) {
        super(request, response);
        this.free = free;
        this.end = end;
    }

    /** What the handler calls when everything is written. */
    Callback ending() {
        return Callback.from(() -> add(new Part(true, true, null, 0, end)), end::failed);
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback written) {
        int length = content == null ? 0 : content.remaining();
        if (free.addAndGet(-length) < 0) {
            free.addAndGet(length);
            add(new Part(false, last, content, 0, written));
            return;
        }
        add(new Part(false, last, copy(content, length), length, Callback.NOOP));
        written.succeeded();
    }

    private static @Nullable ByteBuffer copy(@Nullable ByteBuffer content, int length) {
        return content == null ? null : ByteBuffer.allocate(length).put(content).flip();
    }

    private void add(Part part) {
        parts.add(part);
        leaving.iterate();
        if (leaving.isFailed()) {
            leaving.refuse();
        }
    }

    private void send(Part part) {
        if (part.ends()) {
            leaving.succeeded();
            return;
        }
        super.write(part.last(), part.content(), leaving);
    }

    /** One part after the other; it waits where there is none. */
    private final class Leaving extends IteratingCallback {
        private volatile @Nullable Part now;
        private volatile @Nullable Throwable failure;

        @Override
        protected Action process() {
            Part next = parts.poll();
            now = next;
            if (next == null) {
                return Action.IDLE;
            }
            send(next);
            return Action.SCHEDULED;
        }

        @Override
        protected void onSuccess() {
            Part gone = now;
            if (gone != null) {
                free.addAndGet(gone.kept());
                gone.gone().succeeded();
            }
        }

        @Override
        protected void onFailure(Throwable cause) {
            failure = cause;
            Part broken = now;
            if (broken != null) {
                parts.add(broken);
            }
            refuse();
        }

        // Whoever wrote what is left over, or comes later, is told so; as long as the reason is not known by the one
        // that
        // brings it.
        private void refuse() {
            Throwable reason = failure;
            if (reason == null) {
                return;
            }
            for (Part part = parts.poll(); part != null; part = parts.poll()) {
                free.addAndGet(part.kept());
                part.gone().failed(reason);
            }
        }
    }
}
