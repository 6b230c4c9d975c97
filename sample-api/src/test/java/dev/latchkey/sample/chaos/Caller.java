package dev.latchkey.sample.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Calls one server as a client would; whatever happens comes back as a {@link Reply}. */
final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String origin;
    private final boolean comesAgain;
    private final Duration patience;

    Caller(int port) {
        this(port, PATIENCE);
    }

    /** One who waits so long for an answer. */
    Caller(int port, Duration patience) {
        this("http://127.0.0.1:" + port, false, patience);
    }

    private Caller(String origin, boolean comesAgain, Duration patience) {
        this.origin = origin;
        this.comesAgain = comesAgain;
        this.patience = patience;
    }

    /** The same, which asks once more where it is told to come again. */
    Caller patient() {
        return new Caller(origin, true, patience);
    }

    String origin() {
        return origin;
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    /** GET with a bearer token. */
    Reply get(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token).GET());
    }

    /** Runs this task of the admin port. */
    Reply task(String name) {
        return send(request("/tasks/" + name)
                .header("Authorization", "Bearer " + Ground.TASK_TOKEN)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** The form of these names and values in turn, with the client's HTTP Basic authentication. */
    Reply post(String path, Ground.Client client, String... pairs) {
        return send(posted(path, client, pairs));
    }

    private HttpRequest.Builder posted(String path, Ground.Client client, String... pairs) {
        String basic = Base64.getEncoder().encodeToString((client.id() + ":" + client.secret()).getBytes(UTF_8));
        return request(path)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(pairs)));
    }

    /** GET as the browser with these cookies. */
    Reply visit(String path, String cookies) {
        return send(request(path).header("Cookie", cookies).GET());
    }

    /** The encoded form, posted as the browser with these cookies; none where they are empty. */
    Reply submit(String path, String cookies, String form) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send(cookies.isEmpty() ? request : request.header("Cookie", cookies));
    }

    Reply token(Ground.Client client, String... pairs) {
        return post("/o/token/", client, pairs);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path)).timeout(patience);
    }

    private Reply send(HttpRequest.Builder request) {
        Reply first = sendOnce(request, System.nanoTime());
        if (!comesAgain || !first.isComeAgain()) {
            return first;
        }
        LockSupport.parkNanos(
                Duration.ofSeconds(Long.parseLong(first.retryAfter())).toNanos());
        return sendOnce(request, System.nanoTime() - first.took().toNanos());
    }

    private Reply sendOnce(HttpRequest.Builder request, long start) {
        try {
            return reply(http.send(request.build(), HttpResponse.BodyHandlers.ofString()), start);
        } catch (IOException e) {
            return new Reply(Reply.NONE, "", e.toString(), since(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(Reply.NONE, "", "interrupted", since(start));
        }
    }

    private static Reply reply(HttpResponse<String> answer, long start) {
        String retryAfter = answer.headers().firstValue("Retry-After").orElse("");
        return new Reply(answer.statusCode(), retryAfter, answer.body(), since(start));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    static String form(String... pairs) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.add(pairs[i] + "=" + URLEncoder.encode(pairs[i + 1], UTF_8));
        }
        return String.join("&", fields);
    }
}
