package dev.latchkey.provider.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Chromium;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.InBrowser;
import dev.latchkey.testing.Tab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** ISSUE 5, point 6: what holds on every page, in a real browser. */
@InBrowser
@Tag("pages")
final class PagesInBrowserTest {
    private static final int MAX_BYTES = 10_240;
    private static final int NARROW = 320;
    private static final int HEIGHT = 640;
    private static final String WIDTH = "document.documentElement.scrollWidth";
    private static final Path TEMPLATES = Path.of("src/main/resources/dev/latchkey/provider/page");

    // What pages are made of.
    private static final Set<String> NO_PAGES = Set.of("layout", "use", "admin-parts", "admin-user-fields");

    private final PageTour tour = new PageTour();

    @Test
    void visitsEveryTemplate() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            List<String> templates = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".ftlh"))
                    .map(name -> name.substring(0, name.length() - ".ftlh".length()))
                    .filter(name -> !NO_PAGES.contains(name))
                    .toList();

            assertThat(tour.stops().stream().map(PageTour.Stop::template)).containsAll(templates);
        }
    }

    @TestFactory
    @Contract(120)
    Stream<DynamicContainer> everyPage() {
        return tour.stops().stream().map(stop -> {
            Visited page = new Visited(stop);
            return DynamicContainer.dynamicContainer(
                    stop.name(),
                    Stream.of(
                            DynamicTest.dynamicTest("loads at once without scripts", page::loads),
                            DynamicTest.dynamicTest("is reached by keyboard", page::keyboard),
                            DynamicTest.dynamicTest("has no barrier", page::light),
                            DynamicTest.dynamicTest("has no barrier in the dark", page::dark),
                            DynamicTest.dynamicTest("has no barrier in forced colours", page::forcedColours),
                            DynamicTest.dynamicTest("has no barrier on a narrow screen", page::narrow),
                            DynamicTest.dynamicTest("fits there in another language", page::inAnotherLanguage)));
        });
    }

    /** One page, opened once; the last look closes it. */
    private static final class Visited {
        private final PageTour.Stop stop;
        private Tab tab;

        Visited(PageTour.Stop stop) {
            this.stop = stop;
        }

        void loads() {
            tab = Chromium.running().tab();
            stop.way().accept(tab);

            assertThat(tab.evaluate("document.title.length>3&&document.querySelectorAll('h1').length==1")
                            .asBoolean())
                    .isTrue();
            assertThat(tab.requests()).hasSizeBetween(1, 2);
            assertThat(tab.bytes()).isLessThanOrEqualTo(MAX_BYTES);
            assertThat(tab.complaints()).isEmpty();
        }

        void keyboard() {
            assertThat(Keyboard.unreachable(tab)).isEmpty();
        }

        void light() {
            assertThat(Axe.violations(tab)).isEmpty();
        }

        void dark() {
            tab.media("prefers-color-scheme", "dark");
            assertThat(Axe.unreadable(tab)).isEmpty();
        }

        void forcedColours() {
            tab.media("forced-colors", "active");
            assertThat(Axe.unreadable(tab)).isEmpty();
        }

        void narrow() {
            tab.media();
            tab.size(NARROW, HEIGHT);
            assertThat(tab.evaluate(WIDTH).asInt()).isLessThanOrEqualTo(NARROW);
            assertThat(Axe.violations(tab)).isEmpty();
        }

        // German has the longest words, Arabic begins at the right: half of the pages each, which is enough to tell.
        void inAnotherLanguage() {
            boolean german = stop.name().length() % 2 == 0;
            int status = tab.status();
            tab.allowScripts(false);
            try (Tab open = stop.answer() ? anew() : tab) {
                open.size(NARROW, HEIGHT);
                open.languages(german ? "de" : "ar");
                come(open);

                assertThat(open.evaluate("document.documentElement.lang+' '+getComputedStyle(document.body).direction")
                                .asText())
                        .isEqualTo(german ? "de ltr" : "ar rtl");
                assertThat(open.status()).isEqualTo(status);
                assertThat(open.evaluate(WIDTH).asInt()).isLessThanOrEqualTo(NARROW);
            }
        }

        private Tab anew() {
            tab.close();
            return Chromium.running().tab();
        }

        private void come(Tab open) {
            if (stop.answer()) {
                stop.way().accept(open);
            } else {
                open.open(tab.address());
            }
        }
    }
}
