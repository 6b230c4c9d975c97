import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends the same request many times and says how it was answered, and how fast: {@code java Load.java
 * URL REQUESTS CONNECTIONS AUTHORIZATION [FORM]}. A POST with a form, else a GET.
 */
final class Load {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
    private final AtomicInteger left;
    private final Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();
    private final HttpRequest request;

    private Load(HttpRequest request, int requests) {
        this.request = request;
        this.left = new AtomicInteger(requests);
    }

    public static void main(String[] arguments) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(arguments[0]))
                .timeout(TIMEOUT)
                .header("Authorization", arguments[3]);
        if (arguments.length > 4) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(arguments[4]));
        }
        int requests = Integer.parseInt(arguments[1]);
        Load load = new Load(request.build(), requests);

        long begin = System.nanoTime();
        load.send(Integer.parseInt(arguments[2]));
        double seconds = (System.nanoTime() - begin) / 1e9;

        System.out.printf("%.0f per second, answers by status %s%n", requests / seconds, load.answers);
        System.exit(load.answers.equals(Map.of(200, requests)) ? 0 : 1);
    }

    private void send(int connections) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            running.add(threads.submit(this::sendUntilNoneIsLeft));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        threads.shutdown();
    }

    private Void sendUntilNoneIsLeft() throws Exception {
        while (left.getAndDecrement() > 0) {
            answers.merge(http.send(request, BodyHandlers.ofString()).statusCode(), 1, Integer::sum);
        }
        return null;
    }
}
