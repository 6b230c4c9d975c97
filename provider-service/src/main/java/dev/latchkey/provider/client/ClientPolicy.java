package dev.latchkey.provider.client;

import java.net.URI;
import java.util.Set;

/**
 * How strict the authorization endpoint is with a client, and which browser pages may call the token endpoint for it.
 *
 * @param pkceRequired whether each authorization request needs a code challenge (RFC 7636); always for a public client
 * @param pushedRequestRequired whether each authorization request must have been pushed (RFC 9126 §6)
 * @param trusted whether people are not asked for consent
 * @param implicit whether {@code response_type=token} is allowed (RFC 6749 §4.2): legacy, tokens in the browser's URL
 * @param origins web origins that get CORS answers, such as {@code https://app.example}
 */
public record ClientPolicy(
        boolean pkceRequired, boolean pushedRequestRequired, boolean trusted, boolean implicit, Set<String> origins) {
    /**
     * Checks the origins.
     *
     * @throws IllegalArgumentException with a sentence when one is no origin (RFC 6454 §6.1)
     */
    public ClientPolicy {
        origins = Set.copyOf(origins);
        origins.forEach(ClientPolicy::requireOrigin);
    }

    private static void requireOrigin(String origin) {
        URI uri = URI.create(origin);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null || !origin.equals(uri.getScheme() + "://" + uri.getRawAuthority())) {
            throw new IllegalArgumentException("\"" + origin
                    + "\" is not a web origin: write scheme, host and port only, such as https://app.example.");
        }
    }

    /** The safe one: PKCE and consent always, no implicit grant, no origins. */
    public static ClientPolicy strict() {
        return new ClientPolicy(true, false, false, false, Set.of());
    }
}
