package dev.latchkey.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tests and guarded APIs said to each other, for {@link AttackInvariants}: whatever asks an API sends its requests
 * here. Tests run one after the other.
 */
public final class Exchanges {
    private static final int MAXIMUM = 3_000;
    private static final Pattern WORD = Pattern.compile("([A-Za-z0-9._~+/-]+)");
    private static final Pattern IN_QUERY = Pattern.compile("access_token=([^&]+)");
    private static final Queue<Exchange> SEEN = new ConcurrentLinkedQueue<>();

    private Exchanges() {}

    /**
     * A request and what came of it.
     *
     * @param secrets the tokens and proofs that were sent
     */
    record Exchange(URI uri, int status, HttpHeaders headers, String body, List<String> secrets) {
        String header(String name) {
            return String.join(", ", headers.allValues(name));
        }

        @Override
        public String toString() {
            return uri + " -> " + status + " " + headers.map() + " " + body;
        }
    }

    static void start() {
        SEEN.clear();
    }

    static List<Exchange> all() {
        return List.copyOf(SEEN);
    }

    /** The answer to a request. */
    public static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        AttackInvariants.heed();
        try {
            return note(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer to come. */
    public static CompletableFuture<HttpResponse<String>> begin(HttpClient client, HttpRequest request) {
        AttackInvariants.heed();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(Exchanges::note);
    }

    /** The bytes that answer a request of these bytes. */
    public static String raw(URI uri, String request, Supplier<String> asking) {
        AttackInvariants.heed();
        String answer = asking.get();
        note(uri, fields(request), answer);
        return answer;
    }

    private static HttpResponse<String> note(HttpResponse<String> answer) {
        add(new Exchange(
                answer.uri(),
                answer.statusCode(),
                answer.headers(),
                answer.body(),
                secrets(answer.request().uri(), answer.request().headers())));
        return answer;
    }

    private static void note(URI uri, HttpHeaders request, String answer) {
        String[] parts = answer.split("\r\n\r\n", 2);
        add(new Exchange(
                uri,
                Integer.parseInt(answer.substring(9, 12)),
                fields(parts[0]),
                parts.length > 1 ? parts[1] : "",
                secrets(uri, request)));
    }

    private static void add(Exchange exchange) {
        if (SEEN.size() < MAXIMUM) {
            SEEN.add(exchange);
        }
    }

    private static HttpHeaders fields(String head) {
        Map<String, List<String>> fields = head.lines()
                .filter(line -> line.contains(": "))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.groupingBy(
                        field -> field[0], Collectors.mapping(field -> field[1], Collectors.toList())));
        return HttpHeaders.of(fields, (name, value) -> true);
    }

    private static List<String> secrets(URI uri, HttpHeaders request) {
        Stream<String> tokens = request.allValues("Authorization").stream().flatMap(value -> found(WORD, value));
        Stream<String> inQuery = found(IN_QUERY, String.valueOf(uri.getQuery()));
        return Stream.of(tokens, inQuery, request.allValues("DPoP").stream())
                .flatMap(texts -> texts)
                .toList();
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }
}
