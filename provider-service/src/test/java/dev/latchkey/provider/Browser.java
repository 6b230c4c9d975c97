package dev.latchkey.provider;

import dev.latchkey.provider.Http.Answer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: it keeps cookies, follows our own redirects when told to, and sends forms as they stand. */
public final class Browser {
    private static final Pattern INPUT = Pattern.compile("<input ([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\"");

    private static final Pattern FORM = Pattern.compile("<form .*?</form>", Pattern.DOTALL);

    private final Http http;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Browser(RunningProvider provider) {
        this.http = provider.http();
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public Answer get(String path) {
        return keep(http.send("GET", path, cookieHeader(), new byte[0]));
    }

    /** Follows redirects of the provider itself; the first answer that is none, or leads elsewhere. */
    public Answer open(String path) {
        return follow(get(path));
    }

    public Answer follow(Answer answer) {
        Answer current = answer;
        while (current.status() / 100 == 3 && current.header("Location").startsWith("/")) {
            current = get(current.header("Location"));
        }
        return current;
    }

    public Answer post(String path, String... form) {
        return keep(http.post(path, cookieHeader(), Http.encode(form)));
    }

    /** Sends the first form of a page with its hidden fields, and with {@code fields} filled in. */
    public Answer submit(Answer page, String... fields) {
        return submitTo(action(page), page, fields);
    }

    /** Sends the form of a page that goes to an address with this in it, and that has this text in it. */
    public Answer submitForm(Answer page, String action, String text, String... fields) {
        String form = FORM.matcher(page.body())
                .results()
                .map(MatchResult::group)
                .filter(any -> any.contains("action=\"" + action) && any.contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form to " + action + " with " + text + " in " + page));
        return submit(new Answer(page.status(), page.headers(), form), fields);
    }

    private Answer submitTo(String action, Answer page, String... fields) {
        Map<String, String> form = hidden(page);
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        String[] pairs = form.entrySet().stream()
                .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
                .toArray(String[]::new);
        return post(action, pairs);
    }

    /** Wants pages in this language from now on. */
    void speak(String language) {
        post("/o/language/", "here", "/login/", "language", language);
    }

    /** Logs in with the form of a page. */
    public Answer logIn(Answer page, String username) {
        return submit(page, "username", username, "password", Registrations.PASSWORD);
    }

    public static String action(Answer page) {
        Matcher matcher = ACTION.matcher(page.body());
        if (!matcher.find()) {
            throw new AssertionError("no form in " + page);
        }
        return matcher.group(1);
    }

    /** The hidden fields of a page's form. */
    public static Map<String, String> hidden(Answer page) {
        Map<String, String> fields = new LinkedHashMap<>();
        INPUT.matcher(page.body())
                .results()
                .map(result -> attributes(result.group(1)))
                .forEach(input -> {
                    if ("hidden".equals(input.get("type"))) {
                        fields.put(input.getOrDefault("name", ""), input.getOrDefault("value", ""));
                    }
                });
        return fields;
    }

    private static Map<String, String> attributes(String input) {
        return ATTRIBUTE
                .matcher(input)
                .results()
                .collect(Collectors.toMap(result -> result.group(1), result -> result.group(2)));
    }

    /** The parameters of a redirect, undecoded. */
    public static Map<String, String> parameters(String location) {
        URI uri = URI.create(location);
        String text = Optional.ofNullable(uri.getRawQuery()).orElseGet(uri::getRawFragment);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], java.net.URLDecoder.decode(parts[1], java.nio.charset.StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** The header that sends the cookies. */
    public Map<String, String> cookieHeader() {
        return cookies.isEmpty()
                ? Map.of()
                : Map.of(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
    }

    private Answer keep(Answer answer) {
        answer.headers().getOrDefault("set-cookie", List.of()).forEach(header -> {
            String[] pair = header.split(";", 2)[0].split("=", 2);
            if (header.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        });
        return answer;
    }
}
