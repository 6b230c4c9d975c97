package dev.latchkey.provider.status;

import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;

/**
 * Places that stand side by side in a status list.
 *
 * @param list which list
 * @param first the first place
 * @param length how many
 * @param until no token that carries one of them lives longer
 */
public record StatusRange(RowId list, int first, int length, Instant until) {
    /** Before every other. */
    public static final StatusRange NONE = new StatusRange(new RowId(0, 0), -1, 0, Instant.EPOCH);

    StatusIndex at(int position) {
        return new StatusIndex(list, first + position, until);
    }
}
