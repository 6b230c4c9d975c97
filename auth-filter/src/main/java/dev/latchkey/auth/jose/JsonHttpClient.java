package dev.latchkey.auth.jose;

import java.io.IOException;
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

/** Gets JSON objects by HTTP: no redirects, 256 kB at most, within a deadline that covers the body. */
final class JsonHttpClient {
    private static final int MAX_BODY = 256 * 1024;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * Gets one JSON object.
     *
     * @throws KeyFetchException if there is none in time; the message says where and why
     */
    Map<String, Object> get(URI uri, Deadline deadline) throws KeyFetchException {
        HttpResponse<byte[]> response = send(uri, deadline);
        if (response.statusCode() != OK) {
            throw new KeyFetchException(uri + " answers " + response.statusCode());
        }
        try {
            return StrictJson.object(response.body());
        } catch (IOException e) {
            throw new KeyFetchException(uri + " does not give a JSON object");
        }
    }

    private HttpResponse<byte[]> send(URI uri, Deadline deadline) throws KeyFetchException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, headers -> new BoundedBody(MAX_BODY));
        try {
            return exchange.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new KeyFetchException(uri + " does not answer in time");
        } catch (ExecutionException e) {
            throw new KeyFetchException(uri + " cannot be read: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyFetchException(uri + " is no longer wanted");
        } finally {
            exchange.cancel(true);
        }
    }
}
