package dev.latchkey.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The introspection endpoint of a local issuer: knows the tokens it is told of; lies on demand. */
public final class LocalIntrospection {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalIssuer issuer;
    private final Map<String, Map<String, Object>> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile HttpHandler handler;
    private volatile Map<String, String> lastForm = Map.of();
    private volatile String lastAuthorization = "";

    /** Opens the endpoint and names it in the issuer's metadata. */
    public LocalIntrospection(LocalIssuer issuer) {
        this.issuer = issuer;
        this.handler = this::answer;
        issuer.serve("/o/introspect", exchange -> {
            calls.incrementAndGet();
            handler.handle(exchange);
        });
        issuer.serveMetadata(exchange -> LocalIssuer.json(
                exchange,
                "{\"issuer\":\"" + issuer.issuer() + "\",\"jwks_uri\":\"" + issuer.issuer()
                        + "/jwks\",\"introspection_endpoint\":\"" + uri() + "\"}"));
    }

    public String uri() {
        return issuer.issuer() + "/introspect";
    }

    public int calls() {
        return calls.get();
    }

    /** The parameters of the last call that was answered truthfully. */
    public Map<String, String> lastForm() {
        return lastForm;
    }

    /** The header of the last call that was answered truthfully; empty if there was none. */
    public String lastAuthorization() {
        return lastAuthorization;
    }

    /** Makes a token of a good user active, with these members instead of or besides the good ones; "-" removes one. */
    public String activate(String token, Map<String, ?> changes) {
        Map<String, Object> answer = issuer.claims();
        answer.put("active", true);
        answer.putAll(changes);
        answer.values().removeIf("-"::equals);
        tokens.put(token, answer);
        return token;
    }

    public void revoke(String token) {
        tokens.remove(token);
    }

    /** Answers like this from now on. */
    public void serve(HttpHandler answer) {
        handler = answer;
    }

    /** Answers 200 with this body from now on. */
    public void serve(String body) {
        handler = exchange -> LocalIssuer.json(exchange, body);
    }

    /** Answers as it should from now on. */
    public void heal() {
        handler = this::answer;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(exchange);
        lastForm = form;
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        lastAuthorization = authorization == null ? "" : authorization;
        LocalIssuer.json(exchange, json(tokens.getOrDefault(form.getOrDefault("token", ""), Map.of("active", false))));
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String parameter : body.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            form.put(
                    URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static String json(Map<String, Object> answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
