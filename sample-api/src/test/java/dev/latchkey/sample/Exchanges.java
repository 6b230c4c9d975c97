package dev.latchkey.sample;

import dev.latchkey.testing.HeededLog;
import dev.latchkey.testing.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What tests and servers said to each other while a test ran that names an attack, for {@link AttackInvariants}: whatever
 * asks the API sends its requests here.
 */
final class Exchanges {
    private static final int MAXIMUM = 3_000;
    private static final Queue<Exchange> SEEN = new ConcurrentLinkedQueue<>();

    private static volatile @Nullable HeededLog log;

    private Exchanges() {}

    /**
     * A request and what came of it.
     *
     * @param headers by their names in lower case
     * @param secrets the passwords and tokens that were sent
     */
    record Exchange(URI uri, int status, Map<String, List<String>> headers, String body, List<String> secrets) {
        String header(String name) {
            return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }

        @Override
        public String toString() {
            return uri.getPath() + " -> " + status + " " + headers + " " + body;
        }
    }

    static void start() {
        SEEN.clear();
        HeededRequestLog.clear();
        log = new HeededLog();
    }

    /** What was logged since the start. */
    static HeededLog end() {
        HeededLog heeded = log;
        log = null;
        heeded.stop();
        return heeded;
    }

    static List<Exchange> all() {
        return List.copyOf(SEEN);
    }

    /** The answer to a request with this body. */
    static HttpResponse<String> send(HttpClient client, HttpRequest request, String body)
            throws IOException, InterruptedException {
        heed();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        String sent = request.headers().firstValue("Authorization").orElse("");
        note(new Exchange(
                answer.uri(),
                answer.statusCode(),
                answer.headers().map(),
                answer.body(),
                secrets(sent, answer.uri(), body)));
        return answer;
    }

    /** The bytes that answer these. */
    static String raw(int port, String request) {
        heed();
        String answer = RawHttp.send(port, request);
        String[] parts = answer.split("\r\n\r\n", 2);
        note(new Exchange(
                URI.create("http://127.0.0.1:" + port + "/"),
                Integer.parseInt(answer.substring(9, 12)),
                fields(parts[0]),
                parts.length > 1 ? parts[1] : "",
                List.of()));
        return answer;
    }

    private static void heed() {
        HeededLog heeded = log;
        if (heeded != null) {
            heeded.listen();
        }
    }

    private static void note(Exchange exchange) {
        if (log != null && SEEN.size() < MAXIMUM) {
            SEEN.add(exchange);
        }
    }

    private static List<String> secrets(String authorization, URI uri, String body) {
        return Stream.of(
                        Secrets.inAuthorization(authorization),
                        Secrets.inForm(String.valueOf(uri.getRawQuery())),
                        Secrets.inForm(body),
                        Secrets.inJson(body))
                .flatMap(secrets -> secrets)
                .filter(secret -> secret.length() >= Secrets.SHORTEST)
                .toList();
    }

    private static Map<String, List<String>> fields(String head) {
        return head.lines()
                .filter(line -> line.contains(": "))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.groupingBy(
                        field -> field[0].toLowerCase(Locale.ROOT),
                        TreeMap::new,
                        Collectors.mapping(field -> field[1], Collectors.toList())));
    }
}
