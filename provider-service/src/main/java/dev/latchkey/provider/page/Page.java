package dev.latchkey.provider.page;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page to show.
 *
 * @param template the name of its template beside {@code layout.ftlh}, without extension
 * @param values what the template shows; escaped there
 * @param formAction the sources beside {@code 'self'} to which the redirects of its forms may lead; may be empty
 * @param languages the languages its reader prefers, best first ({@code ui_locales}); may be empty
 * @param frame what stands around it; null for a page that stands alone
 */
public record Page(
        String template,
        Map<String, Object> values,
        String formAction,
        List<String> languages,
        @Nullable Frame frame) {
    public Page {
        values = Map.copyOf(values);
        languages = List.copyOf(languages);
    }

    /** A page that stands alone. */
    public Page(String template, Map<String, Object> values, String formAction, List<String> languages) {
        this(template, values, formAction, languages, null);
    }

    /** A page whose forms stay here, in the default language. */
    public static Page of(String template, Map<String, Object> values) {
        return new Page(template, values, "", List.of());
    }

    /** The same page in a frame. */
    public Page within(Frame around) {
        return new Page(template, values, formAction, languages, around);
    }
}
