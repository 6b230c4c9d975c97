package dev.latchkey.provider.overload;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps what was answered until it is taken, so that somebody who takes it slowly holds a few bytes of memory and no
 * thread. All answers share one amount of memory; whoever writes when it is used up waits for the network.
 */
public final class LeavingAnswers extends Handler.Wrapper {
    private final AtomicLong free;

    /** Keeps so many bytes of all answers together. */
    public LeavingAnswers(long memory) {
        this(new AtomicLong(memory));
    }

    LeavingAnswers(AtomicLong free) {
        this.free = free;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        LeavingAnswer answer = new LeavingAnswer(request, response, callback, free);
        return super.handle(request, answer, answer.ending());
    }
}
