package dev.latchkey.provider.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a grant's chain of refresh tokens stands.
 *
 * @param generation which refresh token is the current one, from 0
 * @param replacedAt when the ones before it were replaced, newest first, at most {@link #REMEMBERED}
 * @param expiresAt when the grant ends if nobody refreshes it
 * @param endsAt when it ends however often it is refreshed
 */
public record RefreshState(int generation, List<Instant> replacedAt, Instant expiresAt, Instant endsAt) {
    /** How many replacements are remembered. */
    public static final int REMEMBERED = 16;

    public RefreshState {
        replacedAt = List.copyOf(replacedAt);
    }

    /** The state after the current token is replaced at {@code now}. */
    RefreshState replaced(Instant now, Duration idle) {
        List<Instant> times = Stream.concat(Stream.of(now), replacedAt.stream())
                .limit(REMEMBERED)
                .toList();
        return new RefreshState(generation + 1, times, earlier(now.plus(idle), endsAt), endsAt);
    }

    /** The state after the current token is used and kept at {@code now}. */
    RefreshState kept(Instant now, Duration idle) {
        return new RefreshState(generation, replacedAt, earlier(now.plus(idle), endsAt), endsAt);
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * The end of an access token that wants to live until {@code wanted}: never after the grant's own, and a whole
     * second, so that {@code exp} on the wire and the expiry that is enforced are the same instant.
     */
    Instant cut(Instant wanted) {
        return earlier(wanted, expiresAt).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether the token of an earlier generation was replaced less than {@code grace} before {@code now}. */
    boolean wasReplacedWithin(Duration grace, int earlierGeneration, Instant now) {
        int position = generation - 1 - earlierGeneration;
        return position >= 0
                && position < replacedAt.size()
                && now.isBefore(replacedAt.get(position).plus(grace));
    }
}
