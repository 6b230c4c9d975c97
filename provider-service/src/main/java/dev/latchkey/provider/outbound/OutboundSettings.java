package dev.latchkey.provider.outbound;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the provider may reach when a client names the address.
 *
 * @param allow origins such as {@code https://keys.intranet:8443} that may be reached though their address is private, their
 *     port not 443 or their scheme http
 */
public record OutboundSettings(@JsonProperty("allow") Set<String> allow) {
    private static final Pattern ORIGIN =
            Pattern.compile("https?://([A-Za-z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])(:[0-9]{1,5})?");

    /** Nothing is allowed unless it is named. */
    public OutboundSettings {
        allow = copied(allow);
    }

    private static Set<String> copied(@Nullable Set<String> origins) {
        return origins == null ? Set.of() : Set.copyOf(origins);
    }

    /** The public internet by https, and nothing else. */
    public static OutboundSettings defaults() {
        return new OutboundSettings(Set.of());
    }

    /** What is wrong with the list, as a sentence that says what to write; empty when nothing is. */
    public Optional<String> contradiction() {
        return allow.stream()
                .filter(origin -> !ORIGIN.matcher(origin).matches())
                .sorted()
                .findFirst()
                .map(origin ->
                        "allow: \"" + origin + "\" is not an origin (scheme, host and port, nothing after it): write"
                                + " it like https://keys.intranet:8443.");
    }

    /** Why {@code uri} would never be fetched, as far as the text alone tells; no name is looked up. */
    public Optional<String> objection(URI uri) {
        try {
            Destination.requirePermitted(uri, this);
            return Optional.empty();
        } catch (FetchRefusedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whether the origin of {@code uri} may be reached whatever its address. */
    boolean allows(URI uri) {
        return allow.contains(uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
