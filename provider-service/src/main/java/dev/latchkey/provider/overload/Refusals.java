package dev.latchkey.provider.overload;

import com.codahale.metrics.Meter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers 503 with {@code Retry-After} (RFC 9110 section 15.6.4) to those for whom there is no place. Never blocks. */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final long RETRY_AFTER_SECONDS = 2;
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final Function<Request, Refusal> answers;
    private final Meter count;
    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /**
     * Refuses with these answers.
     *
     * @param answers what those are told who are turned away
     * @param count counts them
     */
    public Refusals(Function<Request, Refusal> answers, Meter count) {
        this.answers = answers;
        this.count = count;
    }

    void turnAway(Request request, Response response, Callback callback) {
        count.mark();
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
            LOG.warn("overloaded: requests are answered 503, {} since the start", count.getCount());
        }
    }
}
