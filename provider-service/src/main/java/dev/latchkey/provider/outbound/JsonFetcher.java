package dev.latchkey.provider.outbound;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The one way out: fetches small JSON documents from addresses that others chose. https on port 443 to public addresses
 * only, no redirects, no compression, 64 kB, a few seconds in all, a few at a time; thread-safe.
 */
public final class JsonFetcher {
    /** How long a fetch may take in all. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    private static final int THREADS = 4;
    private static final int MAX_WAITING = 16;

    private final OutboundSettings settings;
    private final NameResolver resolver;
    private final Duration limit;
    private final Supplier<SSLSocketFactory> tls;
    private final ThreadPoolExecutor executor;

    /** A fetcher by the system's name resolver. */
    public JsonFetcher(OutboundSettings settings) {
        // The JVM reads its trusted certificates with the first one, and keeps it: not before something is fetched.
        this(settings, NameResolver.SYSTEM, LIMIT, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    JsonFetcher(OutboundSettings settings, NameResolver resolver, Duration limit, Supplier<SSLSocketFactory> tls) {
        this.settings = settings;
        this.resolver = resolver;
        this.limit = limit;
        this.tls = tls;
        this.executor = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), work -> {
                    Thread thread = new Thread(work, "outbound");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Fetches the document at {@code uri}.
     *
     * @throws FetchRefusedException when the address may not be reached, or does not give a small JSON document in time
     */
    public FetchedJson fetch(URI uri) throws FetchRefusedException {
        // Closed from here, so that a slow server holds neither the caller nor the thread.
        try (Exchange exchange = new Exchange(tls)) {
            return outcome(executor.submit(() -> exchange.get(Destination.check(uri, settings, resolver))));
        } catch (RejectedExecutionException e) {
            throw new FetchRefusedException("too many fetches are under way");
        } catch (IOException e) {
            throw new FetchRefusedException("the connection failed: " + e);
        }
    }

    private FetchedJson outcome(Future<FetchedJson> fetching) throws IOException, FetchRefusedException {
        try {
            return fetching.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FetchRefusedException("no whole answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw refusal(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchRefusedException("no longer wanted");
        } finally {
            fetching.cancel(true);
        }
    }

    private static FetchRefusedException refusal(@Nullable Throwable cause) throws IOException {
        if (cause instanceof FetchRefusedException refused) {
            return refused;
        }
        if (cause instanceof IOException failed) {
            throw failed;
        }
        throw new IllegalStateException("a fetch failed by a fault of ours", cause);
    }
}
