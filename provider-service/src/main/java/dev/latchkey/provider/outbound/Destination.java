package dev.latchkey.provider.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a request goes, checked: the address is resolved once, here, and the connection is made to it alone, so that a
 * name cannot change its mind after the check (DNS rebinding).
 *
 * @param uri the address as it was given
 * @param port the port
 * @param isSecure whether by TLS
 * @param address the checked address
 */
record Destination(URI uri, int port, boolean isSecure, InetAddress address) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    // 0177.0.0.1, 127.1 and their like mean different things to different resolvers.
    private static final Pattern NUMERIC = Pattern.compile("(0[xX][0-9a-fA-F]*|[0-9]+)(\\..*)?");
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    static Destination check(URI uri, OutboundSettings settings, NameResolver resolver) throws FetchRefusedException {
        requirePermitted(uri, settings);
        List<InetAddress> addresses = addresses(uri.getHost(), resolver);
        requirePublic(uri, settings, addresses);
        boolean secure = isSecure(uri);
        return new Destination(uri, portOf(uri, secure), secure, addresses.get(0));
    }

    /** What the text alone tells: no name is looked up. */
    static void requirePermitted(URI uri, OutboundSettings settings) throws FetchRefusedException {
        requireShape(uri);
        boolean secure = isSecure(uri);
        if (!settings.allows(uri) && (!secure || portOf(uri, secure) != HTTPS)) {
            throw new FetchRefusedException("only https on port 443 is reached");
        }
        if (isLiteral(uri.getHost())) {
            requirePublic(uri, settings, addresses(uri.getHost(), NameResolver.SYSTEM));
        }
    }

    private static void requirePublic(URI uri, OutboundSettings settings, List<InetAddress> addresses)
            throws FetchRefusedException {
        if (!settings.allows(uri) && !addresses.stream().allMatch(PublicAddresses::contains)) {
            throw new FetchRefusedException("the host has an address that is not public");
        }
    }

    private static boolean isSecure(URI uri) {
        return "https".equals(uri.getScheme());
    }

    private static boolean isLiteral(String host) {
        return host.startsWith("[") || DOTTED.matcher(host).matches();
    }

    private static int portOf(URI uri, boolean secure) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return secure ? HTTPS : HTTP;
    }

    private static void requireShape(URI uri) throws FetchRefusedException {
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new FetchRefusedException("no absolute URL without user and fragment");
        }
        if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
            throw new FetchRefusedException("the scheme is not https");
        }
        if (isUnusualNumber(host)) {
            throw new FetchRefusedException("the host is an address in an unusual form");
        }
    }

    private static boolean isUnusualNumber(String host) {
        return NUMERIC.matcher(host).matches() && !DOTTED.matcher(host).matches() && isNoName(host);
    }

    // 1password.example starts with a digit, but ends like a name.
    private static boolean isNoName(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return last.isEmpty() || Character.isDigit(last.charAt(0));
    }

    private static List<InetAddress> addresses(String host, NameResolver resolver) throws FetchRefusedException {
        try {
            return resolver.resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (UnknownHostException e) {
            throw new FetchRefusedException("the host is unknown");
        }
    }

    /** The request target: path and query. */
    String target() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
