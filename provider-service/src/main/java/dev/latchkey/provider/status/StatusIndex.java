package dev.latchkey.provider.status;

import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;

/**
 * A place in a status list: the bit that says whether the tokens that carry it are revoked.
 *
 * @param list which list
 * @param number which bit, from 0
 * @param until no token that carries it lives longer
 */
public record StatusIndex(RowId list, int number, Instant until) {
    /** This place alone. */
    public StatusRange range() {
        return new StatusRange(list, number, 1, until);
    }
}
