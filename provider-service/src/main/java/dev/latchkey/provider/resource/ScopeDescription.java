package dev.latchkey.provider.resource;

import java.util.Map;
import java.util.Objects;

/**
 * What a scope allows, in words for the people who are asked.
 *
 * @param usual the words for whoever reads a language that there are no others for
 * @param byLanguage the words by language (ISO 639)
 */
public record ScopeDescription(String usual, Map<String, String> byLanguage) {
    public ScopeDescription {
        byLanguage = Map.copyOf(byLanguage);
    }

    /** The words for a reader of this language. */
    public String in(String language) {
        return Objects.requireNonNullElse(byLanguage.get(language), usual);
    }

    /**
     * Whether the words say more than the scope's own name.
     *
     * @param scope the scope that they describe
     */
    public boolean isMoreThan(String scope) {
        return !usual.equals(scope) || !byLanguage.isEmpty();
    }

    /** The usual words, for templates of one's own that know of no languages. */
    @Override
    public String toString() {
        return usual;
    }
}
