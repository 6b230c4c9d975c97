package dev.latchkey.provider.authorize;

import dev.latchkey.provider.protocol.OAuthException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client wants its user to be asked (OpenID Connect Core 1.0 §3.1.2.1).
 *
 * @param words some of {@code none}, {@code login}, {@code consent}, {@code select_account}
 */
record Prompt(Set<String> words) {
    private static final String NONE = "none";
    private static final Set<String> KNOWN = Set.of(NONE, "login", "consent", "select_account");

    Prompt {
        words = Set.copyOf(words);
    }

    /**
     * Reads the parameter.
     *
     * @throws OAuthException invalid_request when a word is unknown, or {@code none} is not alone
     */
    static Prompt parse(String text) {
        Set<String> words = Arrays.stream(text.split(" ", KNOWN.size() + 1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        if (!KNOWN.containsAll(words) || (words.contains(NONE) && words.size() > 1)) {
            throw OAuthException.invalidRequest(
                    "The prompt is unknown. Send none alone, or some of login, consent and select_account.");
        }
        return new Prompt(words);
    }

    /** Whether nobody may be asked anything. */
    boolean isNone() {
        return words.contains(NONE);
    }

    /** Whether somebody must log in even if somebody is logged in. */
    boolean wantsLogin() {
        return words.contains("login") || words.contains("select_account");
    }

    /** Whether somebody must be asked for consent even if it was given before. */
    boolean wantsConsent() {
        return words.contains("consent");
    }
}
