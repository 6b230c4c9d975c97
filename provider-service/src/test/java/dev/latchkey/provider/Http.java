package dev.latchkey.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Speaks to a running provider. */
public final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** An answer. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String text(String field) {
            return json().path(field).asText();
        }

        public String header(String name) {
            return String.join(", ", headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()));
        }

        /** The claims of the access token, unverified. */
        public JsonNode claims() {
            String payload = text("access_token").split("\\.", -1)[1];
            try {
                return JSON.readTree(Base64.getUrlDecoder().decode(payload));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Function<String, URI> uris;

    Http(RunningProvider provider) {
        this(provider::uri);
    }

    /** Speaks to the server that has these URIs. */
    public Http(Function<String, URI> uris) {
        this.uris = uris;
    }

    /** Posts {@code name, value, name, value…} to the token endpoint. */
    public Answer token(Map<String, String> headers, String... form) {
        return post("/o/token/", headers, encode(form));
    }

    public Answer token(Registrations.TestClient client, String... form) {
        return token(basic(client.id(), client.secret()), form);
    }

    public static Map<String, String> basic(String id, String secret) {
        String pair = id + ":" + secret;
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", "Basic " + encoded);
    }

    public Answer post(String path, Map<String, String> headers, String body) {
        return post(path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer post(String path, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
        all.putAll(headers);
        return send("POST", path, all, body);
    }

    public Answer get(String path) {
        return send("GET", path, Map.of(), new byte[0]);
    }

    public Answer send(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uris.apply(path)).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), response.headers().map(), response.body());
            Exchanges.note(new Exchanges.Exchange(
                    response.uri(),
                    method,
                    Map.copyOf(headers),
                    new String(body, StandardCharsets.ISO_8859_1),
                    answer));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String encode(String... form) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < form.length; i += 2) {
            pairs.add(form[i] + "=" + URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        return String.join("&", pairs);
    }
}
