package dev.latchkey.provider.overload;

import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets as many requests be worked on at once as make sense, and turns the others away at once. A request that is let in
 * holds its place while a thread works on it, neither while it arrives nor while its answer is taken.
 */
public final class Gate extends Handler.Wrapper {
    private final int places;
    private final Semaphore free;
    private final Predicate<Request> guarded;
    private final Refusals refusals;

    /**
     * A gate with so many places.
     *
     * @param guarded which requests need one; the others always pass
     */
    public Gate(int places, Predicate<Request> guarded, Refusals refusals) {
        this.places = places;
        this.free = new Semaphore(places);
        this.guarded = guarded;
        this.refusals = refusals;
    }

    /** What turns requests away where the server takes them in, as soon as as many wait for this gate as it has places. */
    public Reception reception() {
        return new Reception(places, guarded, refusals);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!guarded.test(request)) {
            return super.handle(request, response, callback);
        }
        if (!free.tryAcquire()) {
            refusals.turnAway(request, response, callback);
            return true;
        }
        try {
            return super.handle(request, response, callback);
        } finally {
            free.release();
        }
    }
}
