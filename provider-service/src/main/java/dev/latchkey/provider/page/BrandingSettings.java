package dev.latchkey.provider.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages they are.
 *
 * @param name the product's name; Latchkey when left out
 * @param logo the path of a PNG or SVG file; none when left out
 * @param colors the colours
 * @param supportUrl where people find help, {@code https:} or {@code mailto:}; no link when left out
 * @param privacyUrl what is said about their data, {@code https:}; no link when left out
 */
public record BrandingSettings(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("logo") @Nullable String logo,
        @JsonProperty("colors") BrandColors colors,
        @JsonProperty("supportUrl") @Nullable String supportUrl,
        @JsonProperty("privacyUrl") @Nullable String privacyUrl) {
    private static final int MAX_NAME = 60;
    private static final int MAX_URL = 2_000;

    /** Fills in the defaults; an empty text is as good as none. */
    public BrandingSettings {
        name = orNull(name);
        logo = orNull(logo);
        colors = Optional.<BrandColors>ofNullable(colors).orElseGet(BrandColors::standard);
        supportUrl = orNull(supportUrl);
        privacyUrl = orNull(privacyUrl);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The project's own face. */
    public static BrandingSettings defaults() {
        return new BrandingSettings(null, null, BrandColors.standard(), null, null);
    }

    /** What is wrong, with the key and the fix. */
    public Optional<String> contradiction() {
        if (name != null && name.length() > MAX_NAME) {
            return Optional.of("name: it has more than " + MAX_NAME + " characters: choose a shorter one.");
        }
        return link("supportUrl", supportUrl, Set.of("https", "mailto"))
                .or(() -> link("privacyUrl", privacyUrl, Set.of("https")))
                .or(colors::contradiction)
                .or(this::logoProblem);
    }

    private static Optional<String> link(String key, @Nullable String url, Set<String> schemes) {
        return url == null || isGood(url, schemes)
                ? Optional.empty()
                : Optional.of(key + ": \"" + url + "\" is no link that people can follow: begin it with https://"
                        + (schemes.contains("mailto") ? " or mailto:." : "."));
    }

    private static boolean isGood(String url, Set<String> schemes) {
        try {
            return url.length() <= MAX_URL
                    && schemes.contains(String.valueOf(URI.create(url).getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<String> logoProblem() {
        try {
            Logo.read(logo);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("logo: " + e.getMessage());
        }
    }
}
