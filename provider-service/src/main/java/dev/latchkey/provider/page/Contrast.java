package dev.latchkey.provider.page;

import java.util.Locale;
import java.util.regex.Pattern;

/** How well one colour is read on another (WCAG 2.2, relative luminance). */
final class Contrast {
    /** What text needs (WCAG 2.2 §1.4.3). */
    static final double ENOUGH = 4.5;

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int CHANNEL = 255;

    private Contrast() {}

    /** Whether this is a colour as we take it: {@code #1d4ed8}. */
    static boolean isColor(String text) {
        return COLOR.matcher(text).matches();
    }

    /** The contrast of two colours, from 1 to 21. */
    static double of(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** A contrast in words: {@code 3.9:1}, never rounded up to enough. */
    static String text(double contrast) {
        return String.format(Locale.ROOT, "%.1f:1", Math.floor(contrast * 10) / 10);
    }

    /** White, or nearly black: what is read better on this colour. */
    static String textOn(String color) {
        String white = "#ffffff";
        String black = "#0b1020";
        return of(white, color) >= of(black, color) ? white : black;
    }

    private static double luminance(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double value = (double) (channel & CHANNEL) / CHANNEL;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
