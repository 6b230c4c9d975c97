package dev.latchkey.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sends forms to a provider and keeps its cookies, as a browser without scripts does, or a client with its secret. */
public final class PlainBrowser {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern INPUT = Pattern.compile("<input ([^>]*type=\"hidden\"[^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\"");

    private final String provider;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** A browser before this origin. */
    public PlainBrowser(String provider) {
        this.provider = provider;
    }

    /** Follows redirects of the provider itself; the first answer that is none, or leads elsewhere. */
    public HttpResponse<String> open(String path) throws IOException, InterruptedException {
        return follow(send(HttpRequest.newBuilder(URI.create(provider + path))));
    }

    private HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
        HttpResponse<String> current = answer;
        while (location(current).startsWith("/")) {
            current = send(HttpRequest.newBuilder(URI.create(provider + location(current))));
        }
        return current;
    }

    /** Where the answer leads; empty where it is none. */
    public static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    /** Sends the form of a page with its hidden fields and these. */
    public HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> fields)
            throws IOException, InterruptedException {
        return follow(send(posting(provider + action(page), form(page, fields))));
    }

    /** Where the form of a page goes. */
    public static String action(HttpResponse<String> page) {
        Matcher action = ACTION.matcher(page.body());
        if (!action.find()) {
            throw new AssertionError("There is no form in " + page.statusCode() + " " + page.body());
        }
        return action.group(1);
    }

    /** These fields and the hidden ones of the form of a page. */
    public static Map<String, String> form(HttpResponse<String> page, Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>(fields);
        INPUT.matcher(page.body())
                .results()
                .map(PlainBrowser::attributes)
                .forEach(input -> form.put(input.get("name"), input.getOrDefault("value", "")));
        return form;
    }

    /** All cookies, as the header Cookie has them. */
    public String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Map<String, String> attributes(MatchResult input) {
        return ATTRIBUTE
                .matcher(input.group(1))
                .results()
                .collect(Collectors.toMap(attribute -> attribute.group(1), attribute -> attribute.group(2)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(cookie -> {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        });
        return answer;
    }

    /** Posts a client's form, authenticated by HTTP Basic. */
    static HttpResponse<String> post(String uri, String client, Map<String, String> form) {
        String basic = Base64.getEncoder().encodeToString(client.getBytes(UTF_8));
        try {
            HttpRequest request =
                    posting(uri, form).header("Authorization", "Basic " + basic).build();
            return Exchanges.send(HTTP, request, encoded(form));
        } catch (IOException e) {
            throw new AssertionError("No answer from " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private static HttpRequest.Builder posting(String uri, Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
    }

    /** The fields as a form sends them. */
    public static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The parameter of an address's query. */
    public static String parameter(String uri, String name) {
        return Pattern.compile("[?&]" + name + "=([^&]*)")
                .matcher(uri)
                .results()
                .findFirst()
                .map(match -> URLDecoder.decode(match.group(1), UTF_8))
                .orElseThrow(() -> new AssertionError("There is no " + name + " in " + uri));
    }
}
