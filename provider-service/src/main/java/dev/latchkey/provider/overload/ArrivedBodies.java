package dev.latchkey.provider.overload;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Passes a request on once its body has arrived, up to a size, so that somebody who sends slowly holds a few bytes of
 * memory and no thread. All that wait share one amount of memory; whoever comes when it is used up is read as it comes.
 */
public final class ArrivedBodies extends Handler.Wrapper {
    private final Predicate<Request> guarded;
    private final int longest;
    private final AtomicLong free;

    /**
     * Waits for bodies.
     *
     * @param guarded whose bodies are waited for
     * @param longest how many bytes of one are waited for; the rest is read as it comes
     * @param memory how many bytes are kept of all together
     */
    public ArrivedBodies(Predicate<Request> guarded, int longest, long memory) {
        this(guarded, longest, new AtomicLong(memory));
    }

    ArrivedBodies(Predicate<Request> guarded, int longest, AtomicLong free) {
        this.guarded = guarded;
        this.longest = longest;
        this.free = free;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() == 0 || !guarded.test(request)) {
            return super.handle(request, response, callback);
        }
        new ArrivingBody(request, longest, free, arrived -> pass(arrived, response, callback)).read();
        return true;
    }

    private void pass(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            // Nobody else is there to answer: what called is the network.
            Response.writeError(request, response, callback, e);
        }
    }
}
