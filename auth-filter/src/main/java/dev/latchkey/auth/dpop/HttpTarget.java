package dev.latchkey.auth.dpop;

import dev.latchkey.auth.UriSyntax;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is for, as proofs name it in {@code htu}: an http(s) URI without query and fragment (RFC 9449 section
 * 4.2), normalised as RFC 3986 sections 6.2.2.1, 6.2.2.2 and 6.2.3 say. Dots in paths are not resolved: such differ.
 *
 * @param text the normalised URI
 */
record HttpTarget(String text) {
    private static final int MAX_LENGTH = 4_096;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int HEXADECIMAL = 16;
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

    /** Reads a URI; empty unless it is an absolute http(s) one, without user info and up to 4 kB long. */
    static Optional<HttpTarget> of(String uri) {
        return uri.length() > MAX_LENGTH
                ? Optional.empty()
                : UriSyntax.parse(uri).flatMap(HttpTarget::of);
    }

    static Optional<HttpTarget> of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean http = "http".equals(scheme) || "https".equals(scheme);
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String path = uri.getRawPath().isEmpty() ? "/" : normalised(uri.getRawPath());
        return Optional.of(new HttpTarget(scheme + "://" + authority(uri, scheme) + path));
    }

    private static String authority(URI uri, String scheme) {
        int byDefault = "https".equals(scheme) ? HTTPS_PORT : HTTP_PORT;
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return uri.getPort() == -1 || uri.getPort() == byDefault ? host : host + ":" + uri.getPort();
    }

    private static String normalised(String path) {
        return ESCAPE.matcher(path).replaceAll(escape -> Matcher.quoteReplacement(normalisedEscape(escape.group())));
    }

    private static String normalisedEscape(String escape) {
        byte[] octet = {(byte) Integer.parseInt(escape.substring(1), HEXADECIMAL)};
        String character = new String(octet, StandardCharsets.ISO_8859_1);
        return UNRESERVED.matcher(character).matches() ? character : escape.toUpperCase(Locale.ROOT);
    }
}
