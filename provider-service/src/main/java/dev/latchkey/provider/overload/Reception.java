package dev.latchkey.provider.overload;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes requests from the network and has other threads work on them, so that the one which reads the network goes on
 * reading. Jetty's own way is the other one round: who has read a request works on it, and another thread, woken each time,
 * reads on. That way nobody is turned away who has not had a thread first, which costs half of what serving does.
 *
 * <p>Whoever comes while as many are in hand as can be worked on is turned away by the thread that reads. As long as this
 * stands before everything that may block, no more than its own promise not to block is asked of it.
 */
public final class Reception extends Handler.Wrapper {
    private final int most;
    private final Predicate<Request> guarded;
    private final Refusals refusals;
    private final AtomicInteger inHand = new AtomicInteger();

    Reception(int most, Predicate<Request> guarded, Refusals refusals) {
        this.most = most;
        this.guarded = guarded;
        this.refusals = refusals;
    }

    /** That it may be called by the thread that reads the network: only then does Jetty do so. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!guarded.test(request)) {
            handOver(request, response, callback, () -> pass(request, response, callback));
            return true;
        }
        if (inHand.incrementAndGet() > most) {
            inHand.decrementAndGet();
            refusals.turnAway(request, response, callback);
            return true;
        }
        if (!handOver(request, response, callback, () -> passInHand(request, response, callback))) {
            inHand.decrementAndGet();
        }
        return true;
    }

    // False, and it is turned away, when the server's own queue is full, or the server about to end.
    private boolean handOver(Request request, Response response, Callback callback, Runnable work) {
        try {
            request.getConnectionMetaData().getConnector().getExecutor().execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            refusals.turnAway(request, response, callback);
            return false;
        }
    }

    private void passInHand(Request request, Response response, Callback callback) {
        try {
            pass(request, response, callback);
        } finally {
            inHand.decrementAndGet();
        }
    }

    private void pass(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            // Nobody above would answer: what called is the thread pool.
            Response.writeError(request, response, callback, e);
        } catch (Error e) {
            Response.writeError(request, response, callback, e);
            throw e;
        }
    }
}
