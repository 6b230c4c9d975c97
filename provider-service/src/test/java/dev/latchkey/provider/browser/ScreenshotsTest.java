package dev.latchkey.provider.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Checkout;
import dev.latchkey.testing.Chromium;
import dev.latchkey.testing.InBrowser;
import dev.latchkey.testing.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes a picture of each page, light and dark, for the documentation: {@code ./latchkey screenshots}. */
@InBrowser
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
final class ScreenshotsTest {
    private static final int WIDTH = 800;
    // The tables of administration have more columns.
    private static final int ADMIN_WIDTH = 1_024;
    private static final int LEAST = 480;
    private static final int MOST = 1_600;
    private static final int MAX_BYTES = 70_000;

    // What a font lacks looks all the same.
    private static final String JAPANESE = "(()=>{const look=c=>{const a=document.createElement('canvas');"
            + "a.width=a.height=40;const g=a.getContext('2d');g.font='32px sans-serif';g.fillText(c,4,34);"
            + "return a.toDataURL()};return look('\\u65e5')!=look('\\u672c')})()";

    @Test
    void showsEachPage() throws IOException {
        Path folder = Files.createDirectories(Checkout.root().resolve(System.getProperty("screenshots")));
        requireFonts();
        for (PageTour.Stop stop : new PictureTour().stops()) {
            int width = stop.name().startsWith("admin") ? ADMIN_WIDTH : WIDTH;
            try (Tab tab = Chromium.running().tab()) {
                tab.size(width, LEAST);
                stop.way().accept(tab);
                int height =
                        tab.evaluate("document.documentElement.scrollHeight").asInt();
                tab.size(width, Math.min(height, MOST));
                take(tab, folder.resolve(stop.name() + "-light.png"));
                tab.media("prefers-color-scheme", "dark");
                take(tab, folder.resolve(stop.name() + "-dark.png"));
            }
        }
    }

    private static void requireFonts() {
        try (Tab tab = Chromium.running().tab()) {
            assertThat(tab.evaluate(JAPANESE).asBoolean())
                    .as("a font for Japanese, which pictures would show as boxes:"
                            + " install one, such as Debian's fonts-ipafont-gothic")
                    .isTrue();
        }
    }

    private static void take(Tab tab, Path file) throws IOException {
        byte[] picture = Picture.small(tab.screenshot());
        assertThat(picture).as(file.toString()).hasSizeLessThan(MAX_BYTES);
        Files.write(file, picture);
    }
}
