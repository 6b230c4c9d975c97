package dev.latchkey.provider.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody logged in, as they may recognise it.
 *
 * @param address the address that the log-in came from; may be empty
 * @param agent the browser and the system it runs on, such as {@code Firefox, Linux}; may be empty
 */
public record SessionOrigin(String address, String agent) {
    private static final int MAX_LENGTH = 100;
    // Browsers name those that they are like as well: the first that is found is the one.
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("Safari/", "Safari"),
            Map.entry("curl/", "curl"));
    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Windows", "Windows"),
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iOS"),
            Map.entry("iPad", "iPadOS"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Linux", "Linux"));

    /** Cuts what is too long. */
    public SessionOrigin {
        address = cut(address);
        agent = cut(agent);
    }

    /** The origin of a request with this {@code User-Agent} header. */
    public static SessionOrigin of(String address, @Nullable String userAgent) {
        String text = userAgent == null ? "" : userAgent;
        List<String> names = List.of(first(BROWSERS, text), first(SYSTEMS, text));
        return new SessionOrigin(
                address,
                String.join(", ", names.stream().filter(name -> !name.isEmpty()).toList()));
    }

    private static String first(List<Map.Entry<String, String>> names, String text) {
        return names.stream()
                .filter(name -> text.contains(name.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse("");
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }
}
