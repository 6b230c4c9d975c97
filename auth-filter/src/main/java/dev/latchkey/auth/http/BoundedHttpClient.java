package dev.latchkey.auth.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets documents by HTTP: no redirects, bounded, within a deadline that covers the body; thread-safe. */
public final class BoundedHttpClient {
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final int maxBody;

    /** Hangs up on answers of more than this many bytes. */
    public BoundedHttpClient(int maxBody) {
        this.maxBody = maxBody;
    }

    /**
     * Gets what is there, whatever the status.
     *
     * @throws FetchException if there is no whole answer in time; the message says where and why
     */
    public HttpResponse<byte[]> get(URI uri, Map<String, String> headers, Deadline deadline) throws FetchException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request.build(), response -> new BoundedBody(maxBody));
        try {
            return exchange.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new FetchException(uri + " does not answer in time");
        } catch (ExecutionException e) {
            throw new FetchException(uri + " cannot be read: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException(uri + " is no longer wanted");
        } finally {
            exchange.cancel(true);
        }
    }
}
