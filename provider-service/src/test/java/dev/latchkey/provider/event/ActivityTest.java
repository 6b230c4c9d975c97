package dev.latchkey.provider.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.client.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ActivityTest {
    private static final ClientId PRINTER = new ClientId("printer");
    private static final ClientId PHONE = new ClientId("phone");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:30Z"));
    private final Activity activity = new Activity(event -> {}, now::get);

    private void issued(ClientId client) {
        activity.record(
                AuditEvent.of(EventType.TOKEN_ISSUED, Actor.client(client)).client(client));
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void countsTokensByTheMinute() {
        issued(PRINTER);
        pass(Duration.ofMinutes(2));
        issued(PRINTER);
        issued(PHONE);

        List<Long> counts = activity.issuedByMinute();

        assertThat(counts).hasSize(Activity.MINUTES);
        assertThat(counts.subList(57, 60)).containsExactly(1L, 0L, 2L);
    }

    @Test
    void handsOnWhatIsOnlyNotedWithoutMakingItARecord() {
        List<String> written = new ArrayList<>();
        Activity counted = new Activity(trail(written), now::get);

        counted.note(AuditEvent.of(EventType.CLIENT_AUTHENTICATION_FAILED, Actor.ANONYMOUS));

        assertThat(written).containsExactly("noted");
        assertThat(counted.errors(5)).containsEntry("invalid_client", 1L);
    }

    private static AuditTrail trail(List<String> written) {
        return new AuditTrail() {
            @Override
            public void record(AuditEvent event) {
                written.add("recorded");
            }

            @Override
            public void note(AuditEvent event) {
                written.add("noted");
            }
        };
    }

    @Test
    void forgetsAfterAnHour() {
        issued(PRINTER);
        pass(Duration.ofMinutes(59));
        assertThat(activity.clients(5)).containsEntry("printer", 1L);

        pass(Duration.ofMinutes(1));

        assertThat(activity.clients(5)).isEmpty();
        assertThat(activity.issuedByMinute()).containsOnly(0L);
    }

    @Test
    void namesTheBusiestClientsFirst() {
        issued(PRINTER);
        issued(PHONE);
        pass(Duration.ofMinutes(1));
        issued(PHONE);

        assertThat(activity.clients(5)).containsExactly(Map.entry("phone", 2L), Map.entry("printer", 1L));
        assertThat(activity.clients(1)).containsExactly(Map.entry("phone", 2L));
    }

    @Test
    void countsRefusalsByCode() {
        activity.record(
                AuditEvent.of(EventType.TOKEN_REFUSED, Actor.client(PHONE)).with("error", "invalid_grant"));
        activity.record(AuditEvent.of(EventType.CLIENT_AUTHENTICATION_FAILED, Actor.ANONYMOUS));
        activity.record(AuditEvent.of(EventType.CLIENT_AUTHENTICATION_FAILED, Actor.ANONYMOUS));

        assertThat(activity.errors(5)).containsExactly(Map.entry("invalid_client", 2L), Map.entry("invalid_grant", 1L));
    }

    @Test
    void staysBoundedWhoeverComes() {
        IntStream.range(0, 2_000).forEach(i -> issued(new ClientId("client" + i)));

        Map<String, Long> clients = activity.clients(5_000);

        assertThat(clients).hasSize(501).containsEntry("other", 1_500L);
    }

    @Test
    void handsEachEventOn() {
        AtomicReference<AuditEvent> seen = new AtomicReference<>();
        AuditEvent event = AuditEvent.of(EventType.USER_LOGGED_IN, Actor.ANONYMOUS);

        new Activity(seen::set, now::get).record(event);

        assertThat(seen).hasValue(event);
    }
}
