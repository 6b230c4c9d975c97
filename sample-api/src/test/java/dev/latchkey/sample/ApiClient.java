package dev.latchkey.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Talks to the API as a program with one token, or none, would. */
final class ApiClient {
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final int port;
    private final String token;

    ApiClient(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** An answer: its status, its body as JSON, and its headers. */
    record Answer(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        String error() {
            return json().path("error").asText();
        }

        String field(String name) {
            return json().path("fields").path(name).asText();
        }
    }

    Answer get(String path) {
        return send("GET", path, null, "");
    }

    Answer delete(String path) {
        return send("DELETE", path, null, "");
    }

    Answer postJson(String path, String body) {
        return send("POST", path, JSON, body);
    }

    Answer postForm(String path, String body) {
        return send("POST", path, FORM, body);
    }

    Answer send(String method, String path, String contentType, String body) {
        return send(method, path, contentType, body.getBytes(UTF_8));
    }

    Answer send(String method, String path, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port).resolve(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = Exchanges.send(HTTP, request.build(), new String(body, UTF_8));
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
