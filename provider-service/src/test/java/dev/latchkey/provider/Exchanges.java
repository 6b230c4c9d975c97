package dev.latchkey.provider;

import dev.latchkey.provider.Http.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests and servers said to each other, for {@link AttackInvariants}. Tests run one after the other. */
final class Exchanges {
    private static final int MAXIMUM = 3_000;
    private static final Queue<Exchange> SEEN = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Exchanges() {}

    /** A request and what came of it. */
    record Exchange(URI uri, String method, Map<String, String> headers, String body, Answer answer) {
        @Override
        public String toString() {
            return method + " " + uri.getPath() + " -> " + answer.status();
        }
    }

    static void start() {
        SEEN.clear();
        COUNT.set(0);
    }

    static void note(Exchange exchange) {
        if (COUNT.incrementAndGet() <= MAXIMUM) {
            SEEN.add(exchange);
        }
    }

    static List<Exchange> all() {
        return List.copyOf(SEEN);
    }
}
