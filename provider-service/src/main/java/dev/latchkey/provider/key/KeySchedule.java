package dev.latchkey.provider.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** When the next key is due and when an old one is dead; pure rules over the keys that there are, oldest first. */
final class KeySchedule {
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final KeySettings settings;

    KeySchedule(KeySettings settings) {
        this.settings = settings;
    }

    /** When the next key is to sign, if it is time to publish it; empty while one waits or none is due. */
    Optional<Instant> next(List<WrappedKey> keys, Instant now) {
        WrappedKey newest = keys.get(keys.size() - 1);
        Instant due = newest.activatesAt().plus(settings.interval());
        if (!newest.signsAt(now) || now.isBefore(due.minus(settings.ahead()))) {
            return Optional.empty();
        }
        return Optional.of(later(due, earliest(now)));
    }

    /** The earliest moment at which a key published {@code now} may sign. */
    Instant earliest(Instant now) {
        return now.plus(settings.ahead());
    }

    /** The keys whose last token has expired. */
    static List<WrappedKey> dead(List<WrappedKey> keys, Duration longestToken, Instant now) {
        return IntStream.range(0, keys.size() - 1)
                .filter(i -> now.isAfter(
                        keys.get(i + 1).activatesAt().plus(longestToken).plus(SKEW)))
                .mapToObj(keys::get)
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
