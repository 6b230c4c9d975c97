package dev.latchkey.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads URIs that strangers wrote (RFC 3986). */
public final class UriSyntax {
    private UriSyntax() {}

    /** The URI or reference that a text is; empty if it is none. */
    public static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException | NumberFormatException e) {
            // The second, undocumented, for an IPv6 address that ends in a very long number.
            return Optional.empty();
        }
    }
}
