package dev.latchkey.provider.page;

import java.util.List;
import java.util.Map;

/**
 * A page to show.
 *
 * @param template the name of its template beside {@code layout.ftlh}, without extension
 * @param values what the template shows; escaped there
 * @param formAction the sources beside {@code 'self'} to which the redirects of its forms may lead; may be empty
 * @param languages the languages its reader prefers, best first ({@code ui_locales}); may be empty
 */
public record Page(String template, Map<String, Object> values, String formAction, List<String> languages) {
    public Page {
        values = Map.copyOf(values);
        languages = List.copyOf(languages);
    }

    /** A page whose forms stay here, in the default language. */
    public static Page of(String template, Map<String, Object> values) {
        return new Page(template, values, "", List.of());
    }
}
