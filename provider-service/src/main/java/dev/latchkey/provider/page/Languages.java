package dev.latchkey.provider.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages in which there are texts. */
public final class Languages {
    static final String DEFAULT = "en";
    private static final List<String> ALL = List.of(DEFAULT, "de", "fr", "es", "ja", "ar");

    private final Map<String, Messages> messages = new LinkedHashMap<>();

    Languages(PageFiles files) {
        ALL.forEach(language -> messages.put(language, Messages.read(language, files)));
    }

    /** Their tags (BCP 47), in the order in which they are offered. */
    public static List<String> tags() {
        return ALL;
    }

    /** All of them, in the order in which they are offered. */
    List<Messages> all() {
        return List.copyOf(messages.values());
    }

    /** Whether there are texts in this language. */
    boolean has(String language) {
        return messages.containsKey(language);
    }

    /**
     * The texts for a reader: what an application wishes for them ({@code ui_locales}), unless they chose another
     * language over that very wish; else what they chose; else what their browser says; else English.
     */
    Messages best(Reader reader) {
        LanguageChoice choice = reader.choice();
        Optional<Messages> wished =
                first(reader.asked()).filter(text -> !text.language().equals(choice.instead()));
        return wished.or(() -> first(List.of(choice.language())))
                .or(() -> first(reader.asked()))
                .or(() -> first(reader.accepted()))
                .orElseGet(() -> messages.get(DEFAULT));
    }

    /** The texts in the first of these languages that there is, whatever the region (RFC 4647 §3.4). */
    Optional<Messages> first(List<String> wanted) {
        return wanted.stream()
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                .filter(messages::containsKey)
                .findFirst()
                .map(messages::get);
    }
}
