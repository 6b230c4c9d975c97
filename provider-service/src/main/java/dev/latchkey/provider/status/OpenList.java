package dev.latchkey.provider.status;

import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.function.BiFunction;

/** The list that places are handed out of; guarded by {@link StatusLists}. */
final class OpenList {
    private final RowId id;
    private final Instant closesAt;
    private Instant expiresAt;
    private int next;

    OpenList(RowId id, Instant closesAt, Instant expiresAt) {
        this.id = id;
        this.closesAt = closesAt;
        this.expiresAt = expiresAt;
    }

    RowId id() {
        return id;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean hasRoom(int length, Instant now) {
        return length <= StatusLists.SIZE - next && now.isBefore(closesAt);
    }

    /** The next places; {@code extend} is asked first when the list is not kept long enough for them. */
    StatusRange take(int length, Instant until, BiFunction<OpenList, Instant, Instant> extend) {
        if (until.plus(StatusLists.SKEW).isAfter(expiresAt)) {
            expiresAt = extend.apply(this, until);
        }
        StatusRange range = new StatusRange(id, next, length, until);
        next += length;
        return range;
    }
}
