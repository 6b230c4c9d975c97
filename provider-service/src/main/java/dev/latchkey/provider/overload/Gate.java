package dev.latchkey.provider.overload;

import com.codahale.metrics.Meter;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets as many requests be worked on at once as make sense, and answers 503 with {@code Retry-After} to the others at
 * once (RFC 9110 section 15.6.4). A request that is let in holds its place while a thread works on it, neither while it
 * arrives nor while its answer is taken.
 */
public final class Gate extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final long RETRY_AFTER_SECONDS = 2;
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final Predicate<Request> guarded;
    private final Semaphore places;
    private final Function<Request, Refusal> answers;
    private final Meter refusals;
    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /**
     * A gate with so many places.
     *
     * @param guarded which requests need one; the others always pass
     * @param answers what those are told who are turned away
     * @param refusals counts them
     */
    public Gate(int places, Predicate<Request> guarded, Function<Request, Refusal> answers, Meter refusals) {
        this.places = new Semaphore(places);
        this.guarded = guarded;
        this.answers = answers;
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!guarded.test(request)) {
            return super.handle(request, response, callback);
        }
        if (!places.tryAcquire()) {
            turnAway(request, response, callback);
            return true;
        }
        try {
            return super.handle(request, response, callback);
        } finally {
            places.release();
        }
    }

    private void turnAway(Request request, Response response, Callback callback) {
        refusals.mark();
        sayNowAndThen();
        Refusal refusal = answers.apply(request);
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
        response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        refusal.headers().forEach(response.getHeaders()::put);
        if (!request.consumeAvailable()) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
        Content.Sink.write(response, true, refusal.body(), callback);
    }

    // A line for each would make the overload worse.
    private void sayNowAndThen() {
        long now = System.nanoTime();
        long last = saidAt.get();
        if (now - last >= QUIET_NANOS && saidAt.compareAndSet(last, now)) {
            LOG.warn("overloaded: requests are answered 503, {} since the start", refusals.getCount());
        }
    }
}
