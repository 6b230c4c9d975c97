package dev.latchkey.provider.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.TestClock;
import dev.latchkey.provider.event.AuditEntry;
import dev.latchkey.provider.event.AuditPosition;
import dev.latchkey.provider.event.AuditQuery;
import dev.latchkey.provider.event.AuditSearch;
import dev.latchkey.provider.event.Outcome;
import dev.latchkey.provider.page.PasswordNotice;
import dev.latchkey.provider.protocol.RowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PasswordNoticesTest {
    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";
    private static final String OWN = "user:7";

    private final TestClock clock = new TestClock();
    private final List<AuditEntry> acts = new ArrayList<>();
    private final PasswordNotices notices = new PasswordNotices((query, before, limit) -> List.copyOf(acts), clock);

    @Test
    void tellsNothingWhileThePasswordIsTheOldOne() {
        happened("user.signed_up", OWN, HOME);
        happened("user.logged_in", OWN, HOME);

        assertThat(notices.of(7, HOME)).isEmpty();
    }

    @Test
    void tellsAtTheNextLogInHoweverLate() {
        Instant changedAt = happened("user.password_set", OWN, ELSEWHERE);
        clock.advance(Duration.ofDays(300));

        assertThat(notices.of(7, HOME)).contains(new PasswordNotice(changedAt, ELSEWHERE));
    }

    @Test
    void tellsOnceForEachAddressForAWeek() {
        happened("user.password_set", OWN, ELSEWHERE);
        happened("user.logged_in", OWN, ELSEWHERE);

        assertThat(notices.of(7, ELSEWHERE)).isEmpty();
        assertThat(notices.of(7, HOME)).isPresent();
        clock.advance(Duration.ofDays(7));
        assertThat(notices.of(7, HOME)).isEmpty();
    }

    @Test
    void looksPastTheWrongPasswordsOfStrangers() {
        List<AuditQuery> asked = new ArrayList<>();
        AuditSearch search = (query, before, limit) -> {
            asked.add(query);
            return List.of();
        };

        assertThat(new PasswordNotices(search, clock).of(7, HOME)).isEmpty();
        assertThat(asked).singleElement().extracting(AuditQuery::outcome).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void tellsOfTheLastOfSeveral() {
        happened("user.password_set", OWN, HOME);
        happened("user.logged_in", OWN, HOME);
        Instant again = happened("user.password_set", OWN, HOME);

        assertThat(notices.of(7, HOME)).contains(new PasswordNotice(again, HOME));
    }

    @Test
    void keepsTheAddressOfAnAdministratorToItself() {
        Instant changedAt = happened("user.password_set", "user:1", ELSEWHERE);

        assertThat(notices.of(7, HOME)).contains(new PasswordNotice(changedAt, ""));
    }

    // As they stand in the audit log: the newest first.
    private Instant happened(String type, String actor, String address) {
        clock.advance(Duration.ofSeconds(1));
        AuditPosition position = new AuditPosition(clock.instant(), new RowId(0, acts.size()));
        acts.add(0, new AuditEntry(position, type, "success", actor, "7", "", address, "", ""));
        return clock.instant();
    }
}
