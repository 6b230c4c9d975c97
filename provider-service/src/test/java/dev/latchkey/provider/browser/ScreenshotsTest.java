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
    private static final int LEAST = 480;
    private static final int MOST = 1_600;
    private static final int MAX_BYTES = 60_000;

    @Test
    void showsEachPage() throws IOException {
        Path folder = Files.createDirectories(Checkout.root().resolve(System.getProperty("screenshots")));
        for (PageTour.Stop stop : new PageTour().stops()) {
            try (Tab tab = Chromium.running().tab()) {
                tab.size(WIDTH, LEAST);
                stop.way().accept(tab);
                int height =
                        tab.evaluate("document.documentElement.scrollHeight").asInt();
                tab.size(WIDTH, Math.min(height, MOST));
                take(tab, folder.resolve(stop.name() + "-light.png"));
                tab.media("prefers-color-scheme", "dark");
                take(tab, folder.resolve(stop.name() + "-dark.png"));
            }
        }
    }

    private static void take(Tab tab, Path file) throws IOException {
        byte[] picture = Picture.small(tab.screenshot());
        assertThat(picture).as(file.toString()).hasSizeLessThan(MAX_BYTES);
        Files.write(file, picture);
    }
}
