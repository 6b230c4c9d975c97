package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** Times are what they are, in each zone and in each year. */
@OnEachDatabase
final class TimeContractTest {
    private static final Instant END_OF_32_BITS = Instant.ofEpochSecond(Integer.MAX_VALUE);

    private final TestDatabase kind;
    private final TestClock clock = new TestClock();

    TimeContractTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    @Attack(295)
    void anExpiryIsTheSameInEachZoneAndWhenClocksAreChanged() {
        TimeZone before = TimeZone.getDefault();
        // Half an hour before Berlin goes from two to three o'clock.
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-03-29T00:30:00Z")));
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        RunningProvider provider = start("zones");
        try {
            TestClient client = client(provider, TokenFormat.OPAQUE);
            Answer issued = logIn(provider, client);
            long expiry = clock.instant().plus(Duration.ofHours(1)).getEpochSecond();
            for (String zone : new String[] {"Europe/Berlin", "Pacific/Apia", "America/St_Johns"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(introspect(provider, client, issued).path("exp").asLong())
                        .isEqualTo(expiry);
            }

            clock.advance(Duration.ofMinutes(59));
            assertThat(introspect(provider, client, issued).path("active").asBoolean())
                    .isTrue();
            clock.advance(Duration.ofMinutes(1));
            assertThat(introspect(provider, client, issued).path("active").asBoolean())
                    .isFalse();
        } finally {
            TimeZone.setDefault(before);
            provider.stop();
        }
    }

    @Test
    @Attack(296)
    void everythingWorksAfterTheYear2038() {
        clock.advance(Duration.between(clock.instant(), END_OF_32_BITS.minusSeconds(1_800)));
        RunningProvider provider = start("later");
        try {
            TestClient client = client(provider, TokenFormat.JWT);
            Answer issued = logIn(provider, client);
            assertThat(issued.claims().path("exp").asLong()).isGreaterThan(Integer.MAX_VALUE);
            clock.advance(Duration.ofDays(2));

            Answer refreshed = provider.http()
                    .token(client, "grant_type", "refresh_token", "refresh_token", issued.text("refresh_token"));

            assertThat(refreshed.status()).isEqualTo(200);
            assertThat(introspect(provider, client, refreshed).path("exp").asLong())
                    .isEqualTo(clock.instant().plus(Duration.ofHours(1)).getEpochSecond());
            Flow flow = new Flow(provider);
            TestClient application = flow.confidential();
            Browser browser = flow.loggedIn(provider.registrations().user());
            assertThat(flow.redeem(application, flow.code(browser, application)).status())
                    .isEqualTo(200);
            assertThat(new StatusListReader(provider.http()).isRevoked(refreshed))
                    .isFalse();
        } finally {
            provider.stop();
        }
    }

    private RunningProvider start(String name) {
        return RunningProvider.under(RunningProvider.SECRET, RunningProvider.migrated(kind, name), clock);
    }

    private static TestClient client(RunningProvider provider, TokenFormat format) {
        ScopeSet read = ScopeSet.of("read");
        return provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(read, read, PASSWORD, REFRESH_TOKEN),
                        ClientTokens.of(format));
    }

    private static Answer logIn(RunningProvider provider, TestClient client) {
        String user = provider.registrations().user();
        return provider.http()
                .token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    private static JsonNode introspect(RunningProvider provider, TestClient client, Answer issued) {
        return provider.http()
                .post(
                        "/o/introspect/",
                        Http.basic(client.id(), client.secret()),
                        Http.encode("token", issued.text("access_token")))
                .json();
    }
}
