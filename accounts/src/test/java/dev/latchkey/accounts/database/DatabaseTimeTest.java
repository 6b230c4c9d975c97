package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.util.Duration;
import org.junit.jupiter.api.Test;

/** The server of the tests runs on this host, so that both clocks are one. */
@OnEachDatabase
final class DatabaseTimeTest {
    private static final java.time.Duration SLACK = java.time.Duration.ofSeconds(30);

    private final TestDatabase kind;
    private final JdbcAddress address;

    DatabaseTimeTest(TestDatabase kind) {
        this.kind = kind;
        address = kind.create("database_time");
    }

    @Test
    void isTheSameInEachTimeZone() {
        assertThat(hostAhead(address.url()).abs()).isLessThan(SLACK);
        for (String zone : new String[] {"-12:00", "+05:30", "+13:00"}) {
            assertThat(hostAhead(address.url() + inZone(zone)).abs()).isLessThan(SLACK);
        }
    }

    private String inZone(String zone) {
        return kind == TestDatabase.H2
                ? ";TIME ZONE=" + zone
                : (address.url().contains("?") ? "&" : "?") + "sessionVariables=time_zone='" + zone.replace("+", "%2B")
                        + "'";
    }

    private java.time.Duration hostAhead(String url) {
        DatabaseSettings settings =
                new DatabaseSettings(url, address.user(), address.password(), 2, Duration.seconds(5));
        try (Database database = Database.open(settings, null)) {
            DatabaseClock clock = DatabaseClock.of(database);
            clock.sample();
            return clock.hostAhead();
        }
    }
}
