package dev.latchkey.provider.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The colours of the pages, each as {@code #1d4ed8}.
 *
 * @param accent buttons and links
 * @param accentDark the same in dark mode
 * @param background what lies behind the page's card
 * @param backgroundDark the same in dark mode
 */
public record BrandColors(
        @JsonProperty("accent") String accent,
        @JsonProperty("accentDark") String accentDark,
        @JsonProperty("background") String background,
        @JsonProperty("backgroundDark") String backgroundDark) {
    private static final BrandColors STANDARD = new BrandColors("#1d4ed8", "#8ab4ff", "#f6f7f9", "#11141a");

    // What app.css draws whatever the brand: the card, text and small text, each light and dark.
    private static final Surface LIGHT = new Surface("light", "#ffffff", "#1b1f24", "#555c66");
    private static final Surface DARK = new Surface("dark", "#1a1f29", "#e8eaed", "#a9b1bd");

    private record Surface(String mode, String card, String ink, String mute) {}

    /** Fills in the defaults. */
    public BrandColors {
        accent = or(accent, "#1d4ed8");
        accentDark = or(accentDark, "#8ab4ff");
        background = or(background, "#f6f7f9");
        backgroundDark = or(backgroundDark, "#11141a");
    }

    private static String or(@Nullable String configured, String otherwise) {
        return configured == null || configured.isBlank() ? otherwise : configured;
    }

    /** The colours of the style sheet itself. */
    static BrandColors standard() {
        return STANDARD;
    }

    /** What is wrong with them, and how to mend it; empty when everything on the pages can be read. */
    Optional<String> contradiction() {
        Optional<String> odd = Stream.of(accent, accentDark, background, backgroundDark)
                .filter(color -> !Contrast.isColor(color))
                .findFirst();
        return odd.map(color -> "colors: \"" + color + "\" is no colour: write it like \"#1d4ed8\", in quotes.")
                .or(() -> weak("accent", accent, background, LIGHT))
                .or(() -> weak("accentDark", accentDark, backgroundDark, DARK));
    }

    private static Optional<String> weak(String key, String accent, String background, Surface surface) {
        String accentSaid = "colors." + key + ": " + accent;
        String backgroundSaid = "colors." + key.replace("accent", "background") + ": " + background;
        return Stream.of(
                        weak(accentSaid, accent, "the card ", surface.card(), surface),
                        weak(accentSaid, accent, "the background ", background, surface),
                        weak(backgroundSaid, background, "text in ", surface.ink(), surface),
                        weak(backgroundSaid, background, "text in ", surface.mute(), surface))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> weak(String said, String color, String what, String other, Surface surface) {
        double contrast = Contrast.of(color, other);
        return contrast >= Contrast.ENOUGH
                ? Optional.empty()
                : Optional.of(said + " and " + what + other + " have a contrast of " + Contrast.text(contrast) + " ("
                        + surface.mode() + "), text needs " + Contrast.text(Contrast.ENOUGH)
                        + " (WCAG 2.2 section 1.4.3): choose a colour that differs more.");
    }

    /** The rule that puts them in the place of the style sheet's own; empty where they are the same. */
    String rule() {
        return equals(STANDARD)
                ? ""
                : ":root{--brand:" + pair(accent, accentDark) + ";--on-brand:"
                        + pair(Contrast.textOn(accent), Contrast.textOn(accentDark)) + ";--bg:"
                        + pair(background, backgroundDark) + "}\n";
    }

    private static String pair(String light, String dark) {
        return "light-dark(" + light + "," + dark + ")";
    }
}
