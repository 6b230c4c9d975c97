package dev.latchkey.auth.dpop;

import java.net.URI;
import java.util.Optional;

/**
 * Where clients see this API, which behind a reverse proxy is not what a request says. It is a setting because the Host
 * header is the sender's to choose: who got hold of a proof for another API could name that API's host here.
 */
public final class ExternalAddress {
    private final String base;

    private ExternalAddress(String base) {
        this.base = base;
    }

    /**
     * A fixed address, before the path that the application sees.
     *
     * @param base such as {@code https://api.example.com}, or with the path that a proxy takes away
     * @throws IllegalArgumentException if it is no http(s) URL without user info, query and fragment
     */
    public static ExternalAddress of(String base) {
        boolean plain = HttpTarget.of(base).isPresent() && base.indexOf('?') < 0 && base.indexOf('#') < 0;
        if (!plain) {
            throw new IllegalArgumentException(
                    "The address must be an http or https URL as clients use it, such as https://api.example.com.");
        }
        return new ExternalAddress(base.replaceAll("/+$", ""));
    }

    /** The scheme, host and port of a URL, if it is an http(s) one. */
    public static Optional<ExternalAddress> originOf(String url) {
        return HttpTarget.of(url)
                .map(target -> URI.create(target.text()))
                .map(uri -> new ExternalAddress(uri.getScheme() + "://" + uri.getRawAuthority()));
    }

    /**
     * What the request says: the Host header, or X-Forwarded-* where the connector has {@code useForwardedHeaders}. Only
     * behind a proxy that sets them.
     */
    public static ExternalAddress ofRequest() {
        return new ExternalAddress("");
    }

    /** What a request is for, as its sender names it. */
    Optional<HttpTarget> target(URI request) {
        return base.isEmpty() ? HttpTarget.of(request) : HttpTarget.of(base + request.getRawPath());
    }
}
