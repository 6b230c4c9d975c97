package dev.latchkey.auth.http;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Gets documents by HTTP and posts forms: no redirects, bounded, within a deadline that covers the body; thread-safe. */
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
        return send(uri, headers, HttpRequest.newBuilder(uri), deadline);
    }

    /**
     * Posts a form and gives the answer, whatever the status.
     *
     * @param form the parameters, not yet encoded
     * @throws FetchException if there is no whole answer in time; the message says where and why
     */
    public HttpResponse<byte[]> post(URI uri, Map<String, String> headers, Map<String, String> form, Deadline deadline)
            throws FetchException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        return send(uri, headers, request, deadline);
    }

    private HttpResponse<byte[]> send(
            URI uri, Map<String, String> headers, HttpRequest.Builder request, Deadline deadline)
            throws FetchException {
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

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
