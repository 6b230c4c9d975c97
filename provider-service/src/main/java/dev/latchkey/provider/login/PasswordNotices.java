package dev.latchkey.provider.login;

import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEntry;
import dev.latchkey.provider.event.AuditQuery;
import dev.latchkey.provider.event.AuditSearch;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.event.Outcome;
import dev.latchkey.provider.page.PasswordNotice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Tells people of a new password wherever they log in with it: at the next log-in, and for a week at the first one from
 * each other address. So whoever changed it cannot use up what its owner should see.
 */
public final class PasswordNotices {
    // How far back it looks: who has done more since then has logged in as well.
    private static final int ACTS = 50;
    private static final Duration EVERYWHERE = Duration.ofDays(7);

    private final AuditSearch acts;
    private final InstantSource clock;

    public PasswordNotices(AuditSearch acts, InstantSource clock) {
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * What to tell who is about to log in: one statement.
     *
     * @param address where they come from
     */
    Optional<PasswordNotice> of(long user, String address) {
        // Nobody who guesses at the password may push out what the owner should see.
        List<AuditEntry> recent =
                acts.find(new AuditQuery(null, Outcome.SUCCESS, null, user, null, null, null), Optional.empty(), ACTS);
        return recent.stream()
                .filter(act -> act.type().equals(EventType.USER_PASSWORD_SET.word()))
                .findFirst()
                .filter(change -> isNews(
                        recent.subList(0, recent.indexOf(change)),
                        change.position().at(),
                        address))
                .map(change -> notice(change, user));
    }

    private boolean isNews(List<AuditEntry> since, Instant changedAt, String address) {
        List<AuditEntry> logIns = since.stream()
                .filter(act -> act.type().equals(EventType.USER_LOGGED_IN.word()))
                .toList();
        boolean isLate = !clock.instant().isBefore(changedAt.plus(EVERYWHERE));
        return isLate
                ? logIns.isEmpty()
                : logIns.stream().noneMatch(act -> act.address().equals(address));
    }

    // An administrator's address is nobody else's business.
    private static PasswordNotice notice(AuditEntry change, long user) {
        boolean own = change.actor().equals(Actor.user(user).word());
        return new PasswordNotice(change.position().at(), own ? change.address() : "");
    }
}
