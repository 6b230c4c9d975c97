package dev.latchkey.provider.admin;

import dev.latchkey.provider.page.PageRefusedException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters in the addresses of administration: read strictly, written encoded. */
final class Query {
    private static final int MAX_LENGTH = 300;
    private static final int MAX_DIGITS = 18;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private Query() {}

    /** {@code name=value&name=value…} without what is empty. */
    static String of(String... pairs) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                query.append(query.length() == 0 ? '?' : '&')
                        .append(pairs[i])
                        .append('=')
                        .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    /** What was typed, without blanks at the ends; empty for nothing. */
    static String text(@Nullable String value) {
        String text = value == null ? "" : value.strip();
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    /**
     * The value that {@code parse} reads; empty when nothing was sent.
     *
     * @throws PageRefusedException 400 when it cannot be read
     */
    static <T> Optional<T> read(@Nullable String value, Function<String, Optional<T>> parse) {
        String text = text(value);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(parse.apply(text).orElseThrow(PageRefusedException::offTheList));
    }

    /** The number from 0 that a text of digits is; empty for any other text. */
    static Optional<Long> number(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= MAX_DIGITS
                && text.chars().allMatch(character -> character >= '0' && character <= '9');
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** The moment, in UTC, that a {@code datetime-local} field says; empty for any other text. */
    static Optional<Instant> moment(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text))
                    .filter(time -> time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR)
                    .map(time -> time.toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
