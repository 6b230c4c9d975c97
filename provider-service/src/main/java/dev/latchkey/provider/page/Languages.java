package dev.latchkey.provider.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The languages in which there are texts. */
final class Languages {
    private static final String DEFAULT = "en";
    private static final Map<String, String> FILES = Map.of(DEFAULT, "messages.properties");

    private final Map<String, Messages> messages;

    Languages(PageFiles files) {
        messages = FILES.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> Messages.read(entry.getKey(), entry.getValue(), files)));
    }

    /** The texts in the best language there is: the first wanted one, else English. */
    Messages best(List<String> wanted) {
        return wanted.stream()
                .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                .filter(messages::containsKey)
                .findFirst()
                .map(messages::get)
                .orElseGet(() -> messages.get(DEFAULT));
    }
}
