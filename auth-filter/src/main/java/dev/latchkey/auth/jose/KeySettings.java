package dev.latchkey.auth.jose;

import dev.latchkey.auth.disk.CopyDirectory;
import dev.latchkey.auth.http.WaitingRoom;
import java.time.Duration;

/**
 * How long an issuer's keys are used.
 *
 * @param refetchInterval the least time between two fetches that unknown key ids cause
 * @param maxAge how long the last good keys are used while the issuer gives no others
 * @param copies where a copy is kept
 * @param waiting where requests wait for a fetch that is under way
 */
public record KeySettings(Duration refetchInterval, Duration maxAge, CopyDirectory copies, WaitingRoom waiting) {
    /** 30 s between fetches, 24 h, no copy. */
    public static final KeySettings DEFAULT =
            new KeySettings(Duration.ofSeconds(30), Duration.ofHours(24), CopyDirectory.none());

    /** Waits in a room of its own. */
    public KeySettings(Duration refetchInterval, Duration maxAge, CopyDirectory copies) {
        this(refetchInterval, maxAge, copies, WaitingRoom.ordinary());
    }
}
