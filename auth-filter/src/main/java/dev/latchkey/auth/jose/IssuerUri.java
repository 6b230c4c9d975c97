package dev.latchkey.auth.jose;

import dev.latchkey.auth.UriSyntax;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An issuer identifier (RFC 8414 section 2): an https URL without query and fragment; http only on a loopback host.
 *
 * @param value the identifier exactly as written; tokens and metadata must name it character by character
 */
public record IssuerUri(String value) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /**
     * Checks the identifier.
     *
     * @throws IllegalArgumentException if it is no such URL; the message says what to write
     */
    public IssuerUri {
        URI uri = uri(value);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The issuer must be a URL without query and fragment.");
        }
        if (!isSafe(uri)) {
            throw new IllegalArgumentException(
                    "The issuer must be an https URL; http is for a loopback host such as localhost only.");
        }
    }

    /** Where the issuer's metadata may be: path-inserted, path-appended (RFC 8414 section 3), OpenID discovery. */
    List<URI> metadataLocations() {
        URI uri = URI.create(value);
        String path = uri.getRawPath().replaceAll("/$", "");
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        return Stream.of(
                        origin + "/.well-known/oauth-authorization-server" + path,
                        origin + path + "/.well-known/oauth-authorization-server",
                        origin + path + "/.well-known/openid-configuration")
                .distinct()
                .map(URI::create)
                .toList();
    }

    /** Whether what is fetched from there can be trusted: https, or http within this machine; no user info. */
    public static boolean isSafe(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null) {
            return false;
        }
        boolean loopback = LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
        return "https".equalsIgnoreCase(uri.getScheme()) || (loopback && "http".equalsIgnoreCase(uri.getScheme()));
    }

    private static URI uri(String value) {
        return UriSyntax.parse(value)
                .orElseThrow(() ->
                        new IllegalArgumentException("The issuer is not a URL: write it as in the issuer's metadata."));
    }
}
