package dev.latchkey.provider.client;

import dev.latchkey.auth.UriSyntax;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * How strict the authorization endpoint is with a client, and which browser pages may call the token endpoint for it.
 *
 * @param pkceRequired whether each authorization request needs a code challenge (RFC 7636); always for a public client
 * @param pushedRequestRequired whether each authorization request must have been pushed (RFC 9126 §6)
 * @param trusted whether people are not asked for consent
 * @param implicit whether {@code response_type=token} is allowed (RFC 6749 §4.2): legacy, tokens in the browser's URL
 * @param origins web origins that get CORS answers, such as {@code https://app.example}
 * @param selfRegistered whether a person registered it for themselves, so that people are told that the operator has
 *     not checked it (OAuth 2.1 §7.7); who owns it decides, and nobody changes it
 */
public record ClientPolicy(
        boolean pkceRequired,
        boolean pushedRequestRequired,
        boolean trusted,
        boolean implicit,
        Set<String> origins,
        boolean selfRegistered) {
    private static final int MAX_ORIGINS = 4_000;

    /**
     * Checks the origins.
     *
     * @throws IllegalArgumentException with a sentence when one is no origin (RFC 6454 §6.1)
     */
    public ClientPolicy {
        origins = Set.copyOf(origins);
        origins.forEach(ClientPolicy::requireOrigin);
        if (origins.stream().mapToInt(origin -> origin.length() + 1).sum() > MAX_ORIGINS) {
            throw new IllegalArgumentException("A client has at most 4000 characters of origins.");
        }
    }

    /**
     * The policy of a client that the operator registered.
     *
     * @throws IllegalArgumentException with a sentence when an origin is none (RFC 6454 §6.1)
     */
    public ClientPolicy(
            boolean pkceRequired,
            boolean pushedRequestRequired,
            boolean trusted,
            boolean implicit,
            Set<String> origins) {
        this(pkceRequired, pushedRequestRequired, trusted, implicit, origins, false);
    }

    private static void requireOrigin(String origin) {
        if (!isOrigin(origin)) {
            throw new IllegalArgumentException("\"" + origin
                    + "\" is not a web origin: write scheme, host and port only, such as https://app.example.");
        }
    }

    /**
     * Whether a text is an origin as a browser writes it (RFC 6454 §6.2), in lower case and without a user: what it never
     * sends would never match.
     */
    public static boolean isOrigin(String origin) {
        return UriSyntax.parse(origin).filter(uri -> isOrigin(uri, origin)).isPresent();
    }

    private static boolean isOrigin(URI uri, String origin) {
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        return web
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && origin.equals(uri.getScheme() + "://" + uri.getRawAuthority())
                && origin.equals(origin.toLowerCase(Locale.ROOT));
    }

    /** The safe one: PKCE and consent always, no implicit grant, no origins. */
    public static ClientPolicy strict() {
        return new ClientPolicy(true, false, false, false, Set.of());
    }
}
