package dev.latchkey.provider.page;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person is told once after a log-in: that their password is another one now.
 *
 * @param at when it was changed
 * @param address where that came from; empty when an administrator did it
 */
public record PasswordNotice(Instant at, String address) {
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,15}) (.{0,100})");

    /** Reads what {@link #text} writes; empty for any other text. */
    public static Optional<PasswordNotice> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new PasswordNotice(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), matcher.group(2)))
                : Optional.empty();
    }

    /** One line. */
    public String text() {
        return at.toEpochMilli() + " " + address;
    }
}
