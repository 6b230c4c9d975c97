package dev.latchkey.provider.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguagesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]}");

    private final Languages languages = new Languages(PageFiles.standard());

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "es", "ja", "ar"})
    void saysTheSameInEveryLanguage(String language) {
        Properties english = read("messages.properties");
        Properties other = read("messages_" + language + ".properties");

        // The name of the product is the same everywhere.
        english.remove("brand");
        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(other.stringPropertyNames()).allSatisfy(key -> {
            assertThat(other.getProperty(key)).isNotBlank();
            assertThat(placeholders(other.getProperty(key))).as(key).isEqualTo(placeholders(english.getProperty(key)));
        });
    }

    // Two links of one name that lead elsewhere are one barrier (WCAG 2.2 section 2.4.4).
    @ParameterizedTest
    @ValueSource(strings = {"", "_de", "_fr", "_es", "_ja", "_ar"})
    void givesNoTwoEntriesOfTheNavigationOneName(String language) {
        Properties texts = read("messages" + language + ".properties");
        List<String> names = texts.stringPropertyNames().stream()
                .filter(key -> key.startsWith("nav."))
                .map(texts::getProperty)
                .toList();

        assertThat(names).hasSizeGreaterThan(9).doesNotHaveDuplicates();
    }

    @Test
    void takesTheWishOfTheApplicationThenTheChoiceThenTheBrowsersLanguages() {
        LanguageChoice french = LanguageChoice.parse("fr");

        assertThat(best(List.of("x-none", "de-AT"), french, List.of("es"))).isEqualTo("de");
        assertThat(best(List.of("pt"), french, List.of("es"))).isEqualTo("fr");
        assertThat(best(List.of(), LanguageChoice.parse("xx"), List.of("pt-BR", "es-419")))
                .isEqualTo("es");
        assertThat(best(List.of(), LanguageChoice.none(), List.of("pt", "*"))).isEqualTo("en");
    }

    @Test
    void keepsWhatAPersonChoseOverThatVeryWish() {
        LanguageChoice choice = LanguageChoice.parse("fr~de");

        assertThat(best(List.of("de"), choice, List.of())).isEqualTo("fr");
        assertThat(best(List.of("ja"), choice, List.of())).isEqualTo("ja");
        assertThat(choice.text()).isEqualTo("fr~de");
        assertThat(LanguageChoice.parse("fr~").text()).isEmpty();
    }

    @Test
    void keepsNamesInLatinLettersInTheirPlaceWhereOneWritesFromTheRight() {
        Messages arabic = Messages.read("ar", PageFiles.standard());

        assertThat(arabic.direction()).isEqualTo("rtl");
        assertThat(arabic.of("signedin.as", "ada")).contains("\u2068ada\u2069");
    }

    private String best(List<String> asked, LanguageChoice choice, List<String> accepted) {
        return languages.best(new Reader(asked, choice, accepted, "")).language();
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(String file) {
        Properties texts = new Properties();
        try (InputStream in = PageFiles.standard().standard(file)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return texts;
    }
}
