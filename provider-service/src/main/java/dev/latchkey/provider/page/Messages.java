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
import java.util.Locale;
import java.util.Properties;

/** The texts of the pages in one language. */
public final class Messages {
    private final String language;
    private final Properties texts;

    private Messages(String language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    /**
     * Reads the texts of a language: the provider's own, each replaced by the one of that name in one's own file.
     */
    static Messages read(String language, String file, PageFiles files) {
        Properties texts = new Properties();
        load(texts, files.standard(file));
        files.own(file).ifPresent(own -> load(texts, own));
        return new Messages(language, texts);
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
        return fill(text, arguments);
    }

    /** A moment as people read it, to the minute and in UTC. */
    public String date(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(Locale.forLanguageTag(language))
                        .format(moment.atOffset(ZoneOffset.UTC))
                + " UTC";
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
