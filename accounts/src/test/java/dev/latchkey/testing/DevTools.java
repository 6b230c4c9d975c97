package dev.latchkey.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A connection to Chromium's DevTools protocol: commands with answers, and events by session. */
final class DevTools implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS = 60;

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
    private final StringBuilder message = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    private DevTools() {}

    static DevTools connect(URI address) {
        DevTools tools = new DevTools();
        WebSocket opened = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, tools)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        tools.socket.complete(opened);
        return tools;
    }

    /** Hands every event of a session to {@code listener}, one after the other. */
    void listen(String session, Consumer<JsonNode> listener) {
        listeners.put(session, listener);
    }

    void forget(String session) {
        listeners.remove(session);
    }

    /** Sends a command to the browser itself; its result. */
    JsonNode send(String method, Map<String, ?> parameters) {
        return send("", method, parameters);
    }

    /**
     * Sends a command to a session; its result.
     *
     * @throws IllegalStateException when the browser refuses it, or is silent for a minute
     */
    JsonNode send(String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        write(command.toString());
        JsonNode received = await(method, answer);
        if (received.has("error")) {
            throw new IllegalStateException(
                    method + ": " + received.path("error").path("message").asText());
        }
        return received.path("result");
    }

    // One sender at a time: a web socket takes no second message before the first is out.
    private synchronized void write(String text) {
        socket.join().sendText(text, true).join();
    }

    private static JsonNode await(String method, CompletableFuture<JsonNode> answer) {
        try {
            return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The browser does not answer " + method + ".", e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            String text = message.toString();
            message.setLength(0);
            take(text);
        }
        from.request(1);
        return null;
    }

    private void take(String text) {
        JsonNode node = read(text);
        if (node.has("id")) {
            answers.remove(node.path("id").asInt()).complete(node);
            return;
        }
        Consumer<JsonNode> listener = listeners.get(node.path("sessionId").asText());
        if (listener != null) {
            listener.accept(node);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
