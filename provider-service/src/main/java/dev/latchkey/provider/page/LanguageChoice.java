package dev.latchkey.provider.page;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language that a person chose on a page, and which wish of an application it was chosen over: the same wish does
 * not undo the choice.
 *
 * @param language the language (BCP 47, without region); empty when nothing was chosen
 * @param instead the language that the application wished for; empty when it wished for none that there is
 */
public record LanguageChoice(String language, String instead) {
    private static final Pattern TEXT = Pattern.compile("([a-z]{2,3})(?:~([a-z]{2,3}))?");

    /** No choice. */
    public static LanguageChoice none() {
        return new LanguageChoice("", "");
    }

    /** Reads what {@link #text()} wrote; anything else is no choice. */
    public static LanguageChoice parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? new LanguageChoice(
                        matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse(""))
                : none();
    }

    /** The value of a cookie: letters and a tilde. */
    public String text() {
        return instead.isEmpty() ? language : language + "~" + instead;
    }
}
