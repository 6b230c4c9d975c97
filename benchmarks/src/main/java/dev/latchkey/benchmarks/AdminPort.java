package dev.latchkey.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The provider's admin port: its tasks and its metrics. */
final class AdminPort {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int port;
    private final String token;

    AdminPort(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** What the provider is to be started with. */
    Map<String, String> variables() {
        return Map.of("ADMIN_PORT", String.valueOf(port), "TASK_TOKEN", token);
    }

    /** How many bytes of the heap are in use after all garbage has been collected. */
    long heapAfterCollection() {
        send(request("/tasks/gc")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody())
                .build());
        String metrics = send(request("/metrics").build());
        try {
            return json.readTree(metrics)
                    .at("/gauges/jvm.memory.heap.used/value")
                    .longValue();
        } catch (IOException e) {
            throw new IllegalStateException("The metrics are no JSON.", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ".");
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The benchmark was interrupted.", e);
        }
    }
}
