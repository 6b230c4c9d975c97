package dev.latchkey.auth.status;

import dev.latchkey.auth.UriSyntax;
import dev.latchkey.auth.jose.IssuerUri;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Scheme, host and port of a URL (RFC 6454 section 4) that may be fetched from: https, or http on a loopback host.
 *
 * @param scheme in lower case
 * @param host in lower case
 * @param port the default port written out
 */
public record Origin(String scheme, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** The origin of a URL; empty if it is none that may be fetched from, has user info or a fragment. */
    public static Optional<Origin> of(String url) {
        return UriSyntax.parse(url)
                .filter(uri -> IssuerUri.isSafe(uri) && uri.getRawFragment() == null)
                .map(Origin::of);
    }

    private static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int standard = "https".equals(scheme) ? HTTPS : HTTP;
        return new Origin(
                scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() == -1 ? standard : uri.getPort());
    }
}
