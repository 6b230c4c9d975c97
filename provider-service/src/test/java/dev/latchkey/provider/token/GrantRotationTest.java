package dev.latchkey.provider.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrantRotationTest {
    private static final Client APP = TestClients.publicClient("app");
    private static final Client KEEPING = TestClients.publicClient(
            "app", TestClients.PERMISSIONS, new ClientTokens(TokenFormat.JWT, null, null, null, false));
    private static final Client BRIEF = TestClients.publicClient(
            "app",
            TestClients.PERMISSIONS,
            new ClientTokens(TokenFormat.JWT, Duration.ofSeconds(5), Duration.ofDays(1), Duration.ofDays(2), true));
    private static final ScopeSet ALL = TestTokens.PERMISSION.scope();

    private final TestTokens tokens = new TestTokens();
    private final TokenIssuer issuer = tokens.issuer();

    @Test
    @Contract(65)
    void replacesTheTokenAtEachUse() {
        IssuedTokens first = start(APP);
        IssuedTokens second = rotated(APP, first);
        IssuedTokens third = rotated(APP, second);

        assertThat(third.refreshToken()).isNotEqualTo(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(jti(second)).isNotEqualTo(jti(first));
        assertThat(tokens.store().only().grant().refresh().generation()).isEqualTo(2);
    }

    @Test
    @Contract(66)
    @Attack(133)
    void revokesTheGrantWhenATokenReplacedBeforeTheGraceIsUsed() {
        IssuedTokens first = start(APP);
        IssuedTokens second = rotated(APP, first);
        tokens.pass(Duration.ofSeconds(10));

        assertThat(present(APP, first)).isInstanceOf(Rotation.Reused.class);

        assertThat(tokens.store().only().revoked()).isTrue();
        assertThat(present(APP, second)).isInstanceOf(Rotation.Ended.class);
        assertThat(present(APP, first)).isInstanceOf(Rotation.Ended.class);
    }

    @Test
    @Contract(67)
    @Attack({135, 145})
    void givesARetryWithinTheGraceTheSameAnswer() {
        IssuedTokens first = start(APP);
        IssuedTokens second = rotated(APP, first);
        tokens.pass(Duration.ofMillis(9_999));

        IssuedTokens again = rotated(APP, first);

        assertThat(again.refreshToken()).isEqualTo(second.refreshToken());
        assertThat(TestTokens.claims(again.accessToken())).isEqualTo(TestTokens.claims(second.accessToken()));
        assertThat(again.expiresIn()).isEqualTo(second.expiresIn() - 10);
        assertThat(tokens.store().only().grant().refresh().generation()).isEqualTo(1);
    }

    @Test
    @Contract({67, 70})
    @Attack(138)
    void givesARetryWithAnotherScopeAnAccessTokenOfItsOwn() {
        IssuedTokens first = start(APP);
        IssuedTokens second = rotated(APP, first);

        IssuedTokens narrow = rotated(APP, first, ScopeSet.of("read"));

        assertThat(narrow.scope()).isEqualTo(ScopeSet.of("read"));
        assertThat(TestTokens.claims(narrow.accessToken())).containsEntry("scope", "read");
        assertThat(narrow.refreshToken()).isEqualTo(second.refreshToken());
        assertThat(jti(narrow)).isNotEqualTo(jti(second));
        assertThat(rotated(APP, first).scope()).isEqualTo(ALL);
    }

    @Test
    @Contract(70)
    void givesTheLoserOfARaceNoMoreThanItAskedFor() {
        for (Client client : List.of(APP, KEEPING)) {
            IssuedTokens first = start(client);
            PresentedRefreshToken presented = opened(first);
            tokens.store().raceBeforeAdvance(() -> rotated(client, first));

            Rotation loser = issuer.rotate(client, presented, ScopeSet.of("read"));

            assertThat(((Rotation.Rotated) loser).tokens().scope()).isEqualTo(ScopeSet.of("read"));
        }
    }

    @Test
    void neverSaysThatATokenExpiresInLessThanNothing() {
        IssuedTokens first = start(BRIEF);
        rotated(BRIEF, first);
        tokens.pass(Duration.ofSeconds(8));

        assertThat(rotated(BRIEF, first).expiresIn()).isZero();
    }

    @Test
    @Contract(67)
    void refusesATokenReplacedTwiceWithinTheGraceWithoutHarm() {
        IssuedTokens first = start(APP);
        IssuedTokens third = rotated(APP, rotated(APP, first));

        assertThat(present(APP, first)).isInstanceOf(Rotation.Superseded.class);

        assertThat(tokens.store().only().revoked()).isFalse();
        assertThat(present(APP, third)).isInstanceOf(Rotation.Rotated.class);
    }

    @Test
    @Attack(135)
    void hasNoGraceForARevokedGrant() {
        IssuedTokens first = start(APP);
        rotated(APP, first);
        tokens.store().revoke(tokens.store().only().grant().id(), tokens.instant());

        assertThat(present(APP, first)).isInstanceOf(Rotation.Ended.class);
    }

    @Test
    void revokesWhenATokenIsAheadOfTheRow() {
        start(APP);
        PresentedRefreshToken ahead = new PresentedRefreshToken(tokens.store().only(), 1);

        assertThat(issuer.rotate(APP, ahead, ALL)).isInstanceOf(Rotation.Reused.class);
        assertThat(tokens.store().only().revoked()).isTrue();
    }

    @Test
    @Contract(68)
    void givesTheLoserOfARaceTheWinnersAnswer() {
        IssuedTokens first = start(APP);
        PresentedRefreshToken presented = opened(first);
        IssuedTokens[] winner = new IssuedTokens[1];
        tokens.store().raceBeforeAdvance(() -> winner[0] = rotated(APP, first));

        IssuedTokens loser = ((Rotation.Rotated) issuer.rotate(APP, presented, ALL)).tokens();

        assertThat(loser.refreshToken()).isEqualTo(winner[0].refreshToken());
        assertThat(jti(loser)).isEqualTo(jti(winner[0]));
        assertThat(tokens.store().only().grant().refresh().generation()).isEqualTo(1);
    }

    @Test
    void tellsTheLoserOfTwoRacesThatItIsLate() {
        IssuedTokens first = start(APP);
        PresentedRefreshToken presented = opened(first);
        tokens.store().raceBeforeAdvance(() -> rotated(APP, rotated(APP, first)));

        assertThat(issuer.rotate(APP, presented, ALL)).isInstanceOf(Rotation.Superseded.class);
        assertThat(tokens.store().only().revoked()).isFalse();
    }

    @Test
    void givesNothingWhenTheGrantIsRevokedMeanwhile() {
        PresentedRefreshToken presented = opened(start(APP));
        tokens.store()
                .raceBeforeAdvance(() ->
                        tokens.store().revoke(tokens.store().only().grant().id(), tokens.instant()));

        assertThat(issuer.rotate(APP, presented, ALL)).isInstanceOf(Rotation.Ended.class);
    }

    @Test
    @Contract(73)
    void givesTheLoserNothingWhenTheUserIsDisabledMeanwhile() {
        IssuedTokens first = start(APP);
        PresentedRefreshToken presented = opened(first);
        tokens.store().raceBeforeAdvance(() -> {
            rotated(APP, first);
            tokens.store().disableUsers();
        });

        assertThat(issuer.rotate(APP, presented, ALL)).isInstanceOf(Rotation.Ended.class);
    }

    @Test
    @Contract(69)
    void keepsTheTokenWhereRotationIsOff() {
        IssuedTokens first = start(KEEPING);
        tokens.pass(Duration.ofDays(1));
        IssuedTokens second = rotated(KEEPING, first);

        assertThat(second.refreshToken()).isEqualTo(first.refreshToken());
        assertThat(jti(second)).isNotEqualTo(jti(first));
        assertThat(tokens.store().only().grant().access().sequence()).isEqualTo(1);
    }

    @Test
    void givesTheLoserOfARaceItsTokenWhereRotationIsOff() {
        IssuedTokens first = start(KEEPING);
        PresentedRefreshToken presented = opened(first);
        IssuedTokens[] winner = new IssuedTokens[1];
        tokens.store().raceBeforeAdvance(() -> winner[0] = rotated(KEEPING, first));

        IssuedTokens loser = ((Rotation.Rotated) issuer.rotate(KEEPING, presented, ALL)).tokens();

        assertThat(loser.refreshToken()).isEqualTo(first.refreshToken());
        assertThat(jti(loser)).isEqualTo(jti(winner[0]));
    }

    @Test
    @Contract(72)
    @Attack(142)
    void endsAtTheInstantItsIdleLifetimeEnds() {
        IssuedTokens first = start(APP);
        Instant end = tokens.instant().plus(Duration.ofDays(30));

        tokens.setTime(end);
        assertThat(present(APP, first)).isInstanceOf(Rotation.Ended.class);
        tokens.setTime(end.minusMillis(1));
        assertThat(present(APP, first)).isInstanceOf(Rotation.Rotated.class);
    }

    @Test
    @Contract(72)
    @Attack(142)
    void endsAtTheInstantItsAbsoluteLifetimeEndsHoweverOftenItWasUsed() {
        Instant end = tokens.instant().plus(Duration.ofDays(365));
        IssuedTokens last = start(APP);
        for (int week = 0; week < 52; week++) {
            tokens.pass(Duration.ofDays(7));
            last = rotated(APP, last);
        }
        tokens.setTime(end);
        assertThat(present(APP, last)).isInstanceOf(Rotation.Ended.class);

        tokens.setTime(end.minusMillis(1));
        assertThat(present(APP, last)).isInstanceOf(Rotation.Rotated.class);
    }

    @Test
    @Contract(70)
    @Attack(138)
    void doesNotShrinkTheGrantByANarrowerScope() {
        IssuedTokens first = start(APP);

        IssuedTokens narrow = rotated(APP, first, ScopeSet.of("read"));
        IssuedTokens wide = rotated(APP, narrow);

        assertThat(narrow.scope()).isEqualTo(ScopeSet.of("read"));
        assertThat(TestTokens.claims(narrow.accessToken())).containsEntry("scope", "read");
        assertThat(wide.scope()).isEqualTo(ALL);
        assertThat(TestTokens.claims(wide.accessToken())).containsEntry("scope", "read write");
    }

    private static Object jti(IssuedTokens issued) {
        return TestTokens.claims(issued.accessToken()).get("jti");
    }

    private IssuedTokens start(Client client) {
        return issuer.start(client, GrantType.PASSWORD, TestTokens.USER, TestTokens.PERMISSION)
                .orElseThrow();
    }

    private PresentedRefreshToken opened(IssuedTokens issued) {
        return issuer.open(String.valueOf(issued.refreshToken())).orElseThrow();
    }

    private Rotation present(Client client, IssuedTokens issued) {
        return issuer.rotate(client, opened(issued), ALL);
    }

    private IssuedTokens rotated(Client client, IssuedTokens issued) {
        return rotated(client, issued, ALL);
    }

    private IssuedTokens rotated(Client client, IssuedTokens issued, ScopeSet scope) {
        return ((Rotation.Rotated) issuer.rotate(client, opened(issued), scope)).tokens();
    }
}
