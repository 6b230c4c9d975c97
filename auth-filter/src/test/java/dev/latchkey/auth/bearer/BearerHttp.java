package dev.latchkey.auth.bearer;

import dev.latchkey.auth.Exchanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sends requests to the API under test. */
final class BearerHttp {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final int port;

    BearerHttp(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path, String... authorization) {
        return send("GET", path, authorization);
    }

    HttpResponse<String> getWith(String path, String token) {
        return send("GET", path, "Bearer " + token);
    }

    HttpResponse<String> send(String method, String path, String... authorization) {
        HttpRequest.Builder request = request(method, path);
        Arrays.stream(authorization).forEach(value -> request.header("Authorization", value));
        return send(request);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return Exchanges.send(CLIENT, request.build());
    }

    /** All that comes back for these bytes until the server ends the connection. */
    String raw(String request) {
        return Exchanges.raw(URI.create("http://127.0.0.1:" + port + "/"), request, () -> bytes(request));
    }

    private String bytes(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    static String challenge(HttpResponse<?> response) {
        return response.headers().firstValue("WWW-Authenticate").orElse("");
    }
}
