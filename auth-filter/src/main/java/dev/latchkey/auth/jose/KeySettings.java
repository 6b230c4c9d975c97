package dev.latchkey.auth.jose;

import dev.latchkey.auth.disk.CopyDirectory;
import java.time.Duration;

/**
 * How long an issuer's keys are used.
 *
 * @param refetchInterval the least time between two fetches that unknown key ids cause
 * @param maxAge how long the last good keys are used while the issuer gives no others
 * @param copies where a copy is kept
 */
public record KeySettings(Duration refetchInterval, Duration maxAge, CopyDirectory copies) {
    /** 30 s between fetches, 24 h, no copy. */
    public static final KeySettings DEFAULT =
            new KeySettings(Duration.ofSeconds(30), Duration.ofHours(24), CopyDirectory.none());
}
