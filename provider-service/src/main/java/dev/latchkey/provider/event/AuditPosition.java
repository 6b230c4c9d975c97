package dev.latchkey.provider.event;

import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one stands in the audit log: at this act, between those before and those after it.
 *
 * @param at when it was
 * @param id its id
 */
public record AuditPosition(Instant at, RowId id) {
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,15})-([0-9a-f]{32})");

    /** Reads what {@link #toString} writes; empty for any other text. */
    public static Optional<AuditPosition> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.matches()
                ? RowId.parse(matcher.group(2))
                        .map(id -> new AuditPosition(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), id))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return at.toEpochMilli() + "-" + id;
    }
}
