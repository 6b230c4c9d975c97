package dev.latchkey.provider.protocol;

import dev.latchkey.auth.UriSyntax;
import java.net.URI;
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
     * @throws RedirectUriException with the rule that it breaks
     */
    public RedirectUri {
        require(value.length() <= MAX_LENGTH, RedirectUriRule.LENGTH);
        require(CHARACTERS.matcher(value).matches(), RedirectUriRule.CHARACTERS);
        require(value.indexOf('#') < 0, RedirectUriRule.FRAGMENT);
        URI uri = parse(value);
        String scheme = uri.getScheme();
        require(scheme != null, RedirectUriRule.ABSOLUTE);
        require(scheme.equals(scheme.toLowerCase(Locale.ROOT)), RedirectUriRule.SCHEME_CASE);
        if (scheme.equals("https") || scheme.equals("http")) {
            requireWeb(uri, scheme);
        } else {
            require(
                    // A scheme such as https.example is made to be read as https by people.
                    scheme.indexOf('.') > 0 && !scheme.startsWith("http"), RedirectUriRule.SCHEME);
        }
    }

    private static URI parse(String value) {
        return UriSyntax.parse(value).orElseThrow(() -> new RedirectUriException(RedirectUriRule.SYNTAX));
    }

    private static void requireWeb(URI uri, String scheme) {
        String host = uri.getHost();
        require(host != null && !uri.isOpaque(), RedirectUriRule.HOST);
        require(host.equals(host.toLowerCase(Locale.ROOT)), RedirectUriRule.HOST_CASE);
        require(uri.getRawUserInfo() == null, RedirectUriRule.USER);
        require(!uri.getRawAuthority().endsWith(":"), RedirectUriRule.EMPTY_PORT);
        require(isPlainPort(uri), RedirectUriRule.PORT);
        require(!DOT_SEGMENT.matcher(uri.getRawPath()).find(), RedirectUriRule.DOTS);
        require(scheme.equals("https") || LOOPBACK.contains(host), RedirectUriRule.CLEAR);
    }

    private static boolean isPlainPort(URI uri) {
        int port = uri.getPort();
        return port < 0 || (port > 0 && port <= 65_535 && uri.getRawAuthority().endsWith(":" + port));
    }

    private static void require(boolean holds, RedirectUriRule rule) {
        if (!holds) {
            throw new RedirectUriException(rule);
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
