package dev.latchkey.provider.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;

/** The texts of the pages in one language. */
public final class Messages {
    private static final String ENGLISH = "messages.properties";
    // Around what is filled in where one writes from the right: a name in Latin letters must not reorder the sentence.
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    private final String language;
    private final Properties texts;

    private Messages(String language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    /**
     * Reads the texts of a language: the provider's own, each replaced by the one of that name in one's own file. What
     * there is in English only, such as texts of one's own, stays English.
     */
    static Messages read(String language, PageFiles files) {
        Properties texts = new Properties();
        load(texts, ENGLISH, files);
        if (!language.equals(Languages.DEFAULT)) {
            load(texts, "messages_" + language + ".properties", files);
        }
        return new Messages(language, texts);
    }

    private static void load(Properties texts, String file, PageFiles files) {
        load(texts, files.standard(file));
        files.own(file).ifPresent(own -> load(texts, own));
    }

    private static void load(Properties texts, InputStream file) {
        try (InputStream in = file) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The texts of the pages cannot be read.", e);
        }
    }

    /** The language (BCP 47). */
    public String language() {
        return language;
    }

    /**
     * The text of {@code key}, {@code {0}}, {@code {1}} … replaced by the arguments.
     *
     * @throws IllegalArgumentException when there is no such text
     */
    public String of(String key, String... arguments) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("There is no text " + key + " in " + language + ".");
        }
        return fill(text, isFromTheRight() ? isolated(arguments) : arguments);
    }

    /** The direction in which one writes: {@code ltr} or {@code rtl}. */
    public String direction() {
        return of("direction");
    }

    private boolean isFromTheRight() {
        return "rtl".equals(texts.getProperty("direction"));
    }

    private static String[] isolated(String... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> FIRST_STRONG_ISOLATE + argument + POP_ISOLATE)
                .toArray(String[]::new);
    }

    /** A moment as people read it, to the minute and in UTC. */
    public String date(Instant moment) {
        return date(moment, FormatStyle.SHORT);
    }

    /** A moment as people read it, to the second and in UTC. */
    public String exactDate(Instant moment) {
        return date(moment, FormatStyle.MEDIUM);
    }

    private String date(Instant moment, FormatStyle time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, time)
                        .withLocale(Locale.forLanguageTag(language))
                        .format(moment.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    /** The same moment as programs read it (HTML 2.3.5.7), to the minute and in UTC. */
    public String minute(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
    }

    /** The same moment as programs read it, to the second and in UTC. */
    public String second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    // In one pass: an argument that looks like a placeholder stays what it is.
    private static String fill(String text, String... arguments) {
        StringBuilder filled = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            boolean placeholder = text.charAt(at) == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}';
            if (placeholder) {
                filled.append(arguments[text.charAt(at + 1) - '0']);
                at += 3;
            } else {
                filled.append(text.charAt(at));
                at++;
            }
        }
        return filled.toString();
    }
}
