package dev.latchkey.auth.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.LocalStatusList;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusListsTest {
    private final StatusFixture status = new StatusFixture();
    private final LocalStatusList list = status.list;

    @AfterEach
    void stop() {
        status.close();
    }

    @Test
    void letsTokensWithoutStatusPass() {
        assertThat(status.validate(Map.of())).isInstanceOf(Valid.class);
        assertThat(status.lists.size()).isZero();
    }

    @Contract({83, 104})
    @Test
    void refusesARevokedTokenAfterARefresh() {
        assertThat(status.validate(7)).isInstanceOf(Valid.class);
        list.revoke(7);

        status.lists.refresh();

        assertRevoked(7);
        assertThat(status.validate(6)).isInstanceOf(Valid.class);
        assertThat(status.validate(8)).isInstanceOf(Valid.class);
    }

    @Test
    void asksOncePerListAndNotPerToken() {
        for (int i = 0; i < 64; i++) {
            assertThat(status.validate(i)).isInstanceOf(Valid.class);
        }

        assertThat(list.requests()).isEqualTo(1);
        assertThat(status.lists.refreshes()).isEqualTo(1);
    }

    @Test
    void keepsABitThatWasOnceSet() {
        list.revoke(7);
        assertRevoked(7);
        list.clear();
        list.serve(list.token(Map.of("iat", status.clock.instant().getEpochSecond() - 60)));
        status.lists.refresh();
        assertRevoked(7);

        list.heal();
        status.clock.advance(Duration.ofSeconds(1));
        status.lists.refresh();

        assertRevoked(7);
        assertThat(list.requests()).isEqualTo(3);
    }

    @Test
    void doesNotBecomeYoungerOrOlderByAnOlderList() {
        status.validate(7);
        list.serve(list.token(Map.of("iat", status.clock.instant().getEpochSecond() - 290)));
        status.lists.refresh();
        list.serve(LocalIssuer.status(500));
        status.clock.advance(StatusFixture.MAX_AGE.minusSeconds(1));

        assertThat(status.validate(7)).isInstanceOf(Valid.class);
    }

    @Test
    void cannotJudgeByAListThatIsTooOldUntilItIsReadAgain() {
        status.validate(7);
        list.serve(LocalIssuer.status(500));
        status.clock.advance(StatusFixture.MAX_AGE.minusSeconds(1));
        assertThat(status.validate(7)).isInstanceOf(Valid.class);
        assertThat(status.lists.stale()).isZero();

        status.clock.advance(Duration.ofSeconds(1));
        assertUnavailable(status.validate(7));
        assertThat(status.lists.stale()).isEqualTo(1);
        list.heal();
        status.lists.refresh();

        assertThat(status.validate(7)).isInstanceOf(Valid.class);
    }

    @Test
    void takesNoListForFreshOnceTheClockWasSetBack() {
        assertThat(status.validate(7)).isInstanceOf(Valid.class);
        list.serve(LocalIssuer.status(500));

        status.clock.advance(Duration.ofMinutes(-1));
        assertThat(status.validate(7)).isInstanceOf(Valid.class);

        status.clock.advance(Duration.ofSeconds(-1));
        assertUnavailable(status.validate(7));
    }

    @Test
    void takesARevokedTokenForRevokedHoweverOldTheListIs() {
        list.revoke(7);
        assertRevoked(7);
        list.serve(LocalIssuer.status(500));
        status.clock.advance(StatusFixture.MAX_AGE);

        assertRevoked(7);
        assertUnavailable(status.validate(8));
    }

    @Test
    void judgesTheAgeByTheTimeInTheList() {
        list.serve(list.token(Map.of("iat", status.clock.instant().getEpochSecond() - 300)));

        assertUnavailable(status.validate(7));
    }

    @Test
    void usesNoListBeyondItsExpiry() {
        list.serve(list.token(Map.of("exp", status.clock.instant().getEpochSecond() + 10)));
        assertThat(status.validate(7)).isInstanceOf(Valid.class);

        status.clock.advance(Duration.ofSeconds(10));

        assertUnavailable(status.validate(7));
    }

    @Test
    void asksForChangesOnlyUntilHalfOfTheTimeIsUp() {
        status.validate(7);
        status.lists.refresh();
        assertThat(list.notModified()).isEqualTo(1);
        status.clock.advance(Duration.ofSeconds(150));

        status.lists.refresh();
        status.clock.advance(Duration.ofSeconds(299));

        assertThat(status.validate(7)).isInstanceOf(Valid.class);
        assertThat(list.notModified()).isEqualTo(1);
        assertThat(status.lists.refreshes()).isEqualTo(3);
    }

    @Test
    void takesNotModifiedForAnAnswerToItsQuestionOnly() {
        list.serve(LocalIssuer.status(304));

        assertUnavailable(status.validate(7));
    }

    @Test
    void retriesOnDemandOnceASecond() {
        list.serve(LocalIssuer.status(500));
        for (int i = 0; i < 100; i++) {
            assertUnavailable(status.validate(7));
        }
        assertThat(list.requests()).isEqualTo(1);
        list.heal();
        status.clock.advance(Duration.ofSeconds(1));

        assertThat(status.validate(7)).isInstanceOf(Valid.class);
        assertThat(status.lists.failures()).isEqualTo(1);
    }

    @Test
    void fetchesOnceForACrowd() throws Exception {
        ExecutorService fetches = Executors.newFixedThreadPool(2);
        ExecutorService crowd = Executors.newFixedThreadPool(20);
        try (StatusFixture shared = new StatusFixture(fetches)) {
            Callable<TokenValidation> request = () -> shared.validate(7);
            for (Future<TokenValidation> answer :
                    crowd.invokeAll(Stream.generate(() -> request).limit(20).toList())) {
                assertThat(answer.get()).isInstanceOf(Valid.class);
            }

            assertThat(shared.list.requests()).isEqualTo(1);
        } finally {
            crowd.shutdownNow();
            fetches.shutdownNow();
        }
    }

    @Test
    void forgetsAListAfterTheLastExpiry() {
        long now = status.clock.instant().getEpochSecond();
        status.validate(with(list.claim(7), now + 60));
        status.validate(with(list.claim(8), now + 20));
        status.clock.advance(Duration.ofSeconds(59));
        status.lists.refresh();
        assertThat(status.lists.size()).isEqualTo(1);

        status.clock.advance(Duration.ofSeconds(1));
        status.lists.refresh();

        assertThat(status.lists.size()).isZero();
    }

    @Test
    void keepsNoMoreListsThanAllowed() {
        LocalStatusList second = new LocalStatusList(status.issuer, "/o/status/2", status.clock);
        LocalStatusList third = new LocalStatusList(status.issuer, "/o/status/3", status.clock);
        long now = status.clock.instant().getEpochSecond();
        status.validate(with(list.claim(1), now + 60));
        status.validate(with(second.claim(1), now + 120));

        assertUnavailable(status.validate(third.claim(1)));
        assertThat(third.requests()).isZero();
        status.clock.advance(Duration.ofSeconds(60));

        assertThat(status.validate(third.claim(1))).isInstanceOf(Valid.class);
    }

    @Test
    void refusesAnEntryBeyondTheEndOnceItHasLookedAgain() {
        assertThat(status.validate(63)).isInstanceOf(Valid.class);
        status.clock.advance(Duration.ofSeconds(1));

        assertInvalid(status.validate(64));
        assertThat(list.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("malformedClaims")
    void refusesAMalformedStatus(Object claim) {
        assertInvalid(status.validate(Map.of("status", claim)));
        assertThat(status.lists.size()).isZero();
    }

    static List<Object> malformedClaims() {
        return List.of(
                "revoked",
                List.of(),
                Map.of(),
                Map.of("other", Map.of()),
                Map.of("status_list", "x"),
                Map.of("status_list", Map.of("idx", 1)),
                Map.of("status_list", Map.of("uri", "https://a.example/1")),
                Map.of("status_list", Map.of("idx", -1, "uri", "https://a.example/1")),
                Map.of("status_list", Map.of("idx", "1", "uri", "https://a.example/1")),
                Map.of("status_list", Map.of("idx", 1.5, "uri", "https://a.example/1")),
                Map.of("status_list", Map.of("idx", 1L << 32, "uri", "https://a.example/1")),
                Map.of("status_list", Map.of("idx", 1, "uri", "https://a.example/" + "1".repeat(1024))));
    }

    @Test
    void connectsToNoForeignOrigin() {
        try (LocalIssuer foreign = new LocalIssuer(status.clock)) {
            LocalStatusList list = new LocalStatusList(foreign, "/o/status/1", status.clock);
            String port = ":" + status.issuer.port();
            for (String uri : List.of(
                    list.uri(),
                    "https://localhost" + port + "/o/status/1",
                    "http://127.0.0.1" + port + "/o/status/1",
                    "http://localhost" + port + "@127.0.0.1:" + foreign.port() + "/o/status/1",
                    "http://localhost" + port + "/o/status/1#x",
                    "http://localhost/o/status/1",
                    "file:///o/status/1",
                    "/o/status/1",
                    "not a url",
                    "")) {
                assertInvalid(status.validate(Map.of("status", Map.of("status_list", Map.of("idx", 1, "uri", uri)))));
            }

            assertThat(list.requests()).isZero();
            assertThat(this.list.requests()).isZero();
            assertThat(status.lists.size()).isZero();
        }
    }

    private static Map<String, Object> with(Map<String, Object> claim, long expiry) {
        return Map.of("status", claim.getOrDefault("status", ""), "exp", expiry);
    }

    private void assertRevoked(int index) {
        assertThat(status.validate(index))
                .isEqualTo(new Rejected(TokenFault.INVALID, "revoked: its bit in the status list is set"));
    }

    private static void assertInvalid(TokenValidation validation) {
        assertThat(validation).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.fault()).isEqualTo(TokenFault.INVALID);
            assertThat(rejected.logReason()).doesNotContain("revoked");
        });
    }

    private static void assertUnavailable(TokenValidation validation) {
        assertThat(validation).isInstanceOf(Unavailable.class);
    }
}
