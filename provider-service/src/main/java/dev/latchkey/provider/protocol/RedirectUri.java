package dev.latchkey.provider.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A redirect URI as a client registers it (RFC 6749 §3.1.2, RFC 8252 §7, RFC 9700 §4.1): https, http on a loopback
 * host, or a private-use scheme with a dot in its name. Matching is by exact text.
 *
 * @param value the URI exactly as registered
 */
public record RedirectUri(String value) {
    private static final int MAX_LENGTH = 2_000;
    private static final Pattern CHARACTERS = Pattern.compile("[\\x21-\\x7E&&[^\"<>\\\\^`{|}*]]+");
    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)(/|%2f|%5c)(\\.|%2e){1,2}(/|%2f|%5c|;|$)");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    /**
     * Checks the rules of registration.
     *
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    public RedirectUri {
        require(value.length() <= MAX_LENGTH, "A redirect URI has at most 2000 characters.");
        require(
                CHARACTERS.matcher(value).matches(),
                "A redirect URI is plain ASCII without spaces, wildcards, quotes or backslashes.");
        require(value.indexOf('#') < 0, "A redirect URI has no fragment: remove the # and what follows.");
        URI uri = parse(value);
        String scheme = uri.getScheme();
        require(scheme != null, "A redirect URI is absolute: start it with https://.");
        require(scheme.equals(scheme.toLowerCase(Locale.ROOT)), "Write the scheme of a redirect URI in lower case.");
        if (scheme.equals("https") || scheme.equals("http")) {
            requireWeb(uri, scheme);
        } else {
            require(
                    // A scheme such as https.example is made to be read as https by people.
                    scheme.indexOf('.') > 0 && !scheme.startsWith("http"),
                    "Use https, http on a loopback address, or a private-use scheme with a dot such as"
                            + " com.example.app:/callback.");
        }
    }

    private static URI parse(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("This is not a URI: check its spelling.", e);
        }
    }

    private static void requireWeb(URI uri, String scheme) {
        String host = uri.getHost();
        require(host != null && !uri.isOpaque(), "A redirect URI names a host: https://app.example/callback.");
        require(host.equals(host.toLowerCase(Locale.ROOT)), "Write the host of a redirect URI in lower case.");
        require(uri.getRawUserInfo() == null, "A redirect URI has no user or password before the host.");
        require(!uri.getRawAuthority().endsWith(":"), "A redirect URI has no empty port: remove the colon.");
        require(isPlainPort(uri), "The port of a redirect URI is 1 to 65535, without leading zeros.");
        require(
                !DOT_SEGMENT.matcher(uri.getRawPath()).find(),
                "A redirect URI has no . or .. in its path: write the path in full.");
        require(
                scheme.equals("https") || LOOPBACK.contains(host),
                "Plain http is for 127.0.0.1, [::1] and localhost only: use https.");
    }

    private static boolean isPlainPort(URI uri) {
        int port = uri.getPort();
        return port < 0 || (port > 0 && port <= 65_535 && uri.getRawAuthority().endsWith(":" + port));
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** Its scheme, in lower case. */
    public String scheme() {
        return value.substring(0, value.indexOf(':'));
    }

    /**
     * Whether any application on the user's device may be the one that receives what is sent there: a loopback address
     * or a private-use scheme (RFC 8252 §8.6).
     */
    public boolean isNative() {
        return !scheme().equals("https");
    }

    /** What people are told of it: the host, or the scheme of an application on their device. */
    public String host() {
        return Optional.ofNullable(URI.create(value).getHost()).orElseGet(this::scheme);
    }

    @Override
    public String toString() {
        return value;
    }
}
