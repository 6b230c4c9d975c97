package dev.latchkey.provider.session;

import java.util.List;

/**
 * What the log-in page shows and allows.
 *
 * @param reason what one goes on to, such as the name of an application; empty for nothing
 * @param username what stands in the field at first; may be empty
 * @param formAction the sources beside {@code 'self'} to which the form's redirects may lead; may be empty
 * @param languages the languages its reader prefers, best first; may be empty
 */
public record LoginPrompt(String reason, String username, String formAction, List<String> languages) {
    public LoginPrompt {
        languages = List.copyOf(languages);
    }

    /** A log-in that shows nothing but itself and leads to a page of ours. */
    public static LoginPrompt plain() {
        return new LoginPrompt("", "", "", List.of());
    }
}
