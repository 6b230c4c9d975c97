package dev.latchkey.provider.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.latchkey.provider.CapturedLog;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RequestTrace;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.testing.Attack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AuditLogTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AuditEvent EVENT = AuditEvent.of(EventType.TOKEN_REFUSED, Actor.ANONYMOUS);

    private final Map<AuditRecord, Instant> rows = new LinkedHashMap<>();
    private final MetricRegistry metrics = new MetricRegistry();
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final CapturedLog log = CapturedLog.listening();
    private final AuditLog audit =
            new AuditLog(rows::put, AuditSettings.defaults(), new RowIds(clock, new SecureRandom()), clock, metrics);

    @AfterEach
    void stop() {
        log.stop();
        RequestTrace.end();
    }

    @Test
    void writesOneLineWithWhoWhatAndWhence() {
        RequestTrace.begin("abcdefgh", "2001:db8::1");

        audit.record(EVENT.client(new ClientId("app")).user(7).with("grant_type", "password"));

        assertThat(log.audit())
                .isEqualTo("event=token.refused outcome=failure actor=anonymous user=7 client=app"
                        + " address=2001:db8::1 request=abcdefgh grant_type=password");
    }

    @Test
    @Attack(256)
    void letsNobodyForgeALine() {
        audit.record(EVENT.with("reason", "x\r\nevent=user.logged_in \"\\\u2028\u0085é\u0000"));

        assertThat(log.audit())
                .isEqualTo("event=token.refused outcome=failure actor=anonymous"
                        + " reason=\"x\\u000d\\u000aevent=user.logged_in \\\"\\\\\\u2028\\u0085\\u00e9\\u0000\"");
    }

    @Test
    void keepsRowsOfWhatPeopleDoOnly() {
        audit.record(EVENT);
        audit.record(AuditEvent.of(EventType.USER_LOGGED_IN, Actor.user(7)).user(7));

        assertThat(rows).hasSize(1);
        assertThat(rows.keySet()).allMatch(row -> row.event().type() == EventType.USER_LOGGED_IN);
        assertThat(rows.values()).containsExactly(NOW.plus(Duration.ofDays(400)));
    }

    @Test
    void notesOneOfManyWithoutARow() {
        audit.note(AuditEvent.of(EventType.USER_LOGIN_FAILED, Actor.ANONYMOUS));

        assertThat(rows).isEmpty();
        assertThat(log.audit()).isEqualTo("event=user.login_failed outcome=failure actor=anonymous");
    }

    @Test
    void countsEvents() {
        audit.record(EVENT);
        audit.record(EVENT);

        assertThat(metrics.counter("latchkey.events.token.refused").getCount()).isEqualTo(2);
    }

    @Test
    void boundsDetails() {
        AuditEvent full = EVENT;
        for (String name : "a b c d e f".split(" ", -1)) {
            full = full.with(name, "\u0000".repeat(1_000));
        }
        audit.record(new AuditEvent(EventType.USER_CREATED, Actor.COMMAND_LINE, null, null, full.details()));
        AuditEvent last = full;

        assertThat(rows.keySet()).allMatch(row -> row.details().length() <= 4_000);
        assertThatThrownBy(() -> last.with("g", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EVENT.with("No name", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasEachTypeInTheReference() throws IOException {
        String reference = Files.readString(Path.of(System.getProperty("latchkey.root"), "docs/reference/audit.md"));

        assertThat(Arrays.stream(EventType.values()).map(type -> "| `" + type.word() + "` |"))
                .allSatisfy(row -> assertThat(reference).contains(row));
    }
}
