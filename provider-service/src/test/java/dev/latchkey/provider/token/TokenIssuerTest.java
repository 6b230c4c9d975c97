package dev.latchkey.provider.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import io.dropwizard.util.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TokenIssuerTest {
    private static final Client APP = TestClients.publicClient("app");

    private final TestTokens tokens = new TestTokens();
    private final TokenIssuer issuer = tokens.issuer();

    @Test
    void writesTheClaimsOfRfc9068() {
        IssuedTokens issued = start(APP);
        long now = tokens.instant().getEpochSecond();

        Map<String, Object> claims = TestTokens.claims(issued.accessToken());
        assertThat(claims)
                .containsEntry("iss", TestTokens.ISSUER)
                .containsEntry("aud", "https://api.example")
                .containsEntry("client_id", "app")
                .containsEntry("scope", "read write")
                .containsEntry("sub", "7")
                .containsEntry("username", "jane")
                .containsEntry("iat", now)
                .containsEntry("exp", now + 3_600);
        assertThat((String) claims.get("jti")).hasSize(27);
    }

    @Test
    @Attack(121)
    void namesTheClientAsTheSubjectOfItsOwnToken() {
        IssuedTokens issued = issuer.issue(APP, TestTokens.PERMISSION);

        assertThat(TestTokens.claims(issued.accessToken()))
                .containsEntry("sub", "app")
                .containsEntry("client_id", "app")
                .doesNotContainKey("username");
        assertThat(issued.refreshToken()).isNull();
        assertThat(tokens.store().clientTokens()).isEmpty();
    }

    @Test
    void keepsOnlyAnOpaqueTokenOfAClient() {
        IssuedTokens issued = issuer.issue(with(TokenFormat.OPAQUE), TestTokens.PERMISSION);

        assertThat(issued.accessToken()).startsWith("lk_ct_");
        assertThat(tokens.store().clientTokens()).hasSize(1);
        ClientToken kept = tokens.store().clientTokens().get(0);
        assertThat(java.time.Duration.between(kept.issuedAt(), kept.expiresAt()).toSeconds())
                .isEqualTo(issued.expiresIn());
    }

    @Test
    void drawsADifferentTokenEachTime() {
        assertThat(TestTokens.claims(start(APP).accessToken()).get("jti"))
                .isNotEqualTo(TestTokens.claims(start(APP).accessToken()).get("jti"));
        assertThat(TestTokens.claims(issuer.issue(APP, TestTokens.PERMISSION).accessToken())
                        .get("jti"))
                .isNotEqualTo(TestTokens.claims(
                                issuer.issue(APP, TestTokens.PERMISSION).accessToken())
                        .get("jti"));
    }

    @Test
    @Contract(19)
    void saysExpiresInAsTheTokenDoes() {
        TokenSettings settings = new TokenSettings(
                Duration.minutes(5), Map.of("password", Duration.minutes(7)), null, null, null, false);
        ClientTokens own = new ClientTokens(TokenFormat.JWT, java.time.Duration.ofMinutes(11), null, null, true);

        assertExpiresIn(tokens.issuer(settings).issue(APP, TestTokens.PERMISSION), 300);
        assertExpiresIn(started(tokens.issuer(settings), APP), 420);
        assertExpiresIn(
                started(tokens.issuer(settings), TestClients.publicClient("app", TestClients.PERMISSIONS, own)), 660);
        assertExpiresIn(start(APP), 3_600);
    }

    @Test
    void neverLetsAnAccessTokenOutliveItsGrant() {
        ClientTokens shortGrant = new ClientTokens(
                TokenFormat.JWT,
                java.time.Duration.ofHours(10),
                java.time.Duration.ofMinutes(50),
                java.time.Duration.ofHours(1),
                true);
        Client client = TestClients.publicClient("app", TestClients.PERMISSIONS, shortGrant);

        IssuedTokens first = start(client);
        assertExpiresIn(first, 50 * 60);
        tokens.pass(java.time.Duration.ofMinutes(40));

        assertExpiresIn(rotated(client, first), 20 * 60);
        Grant grant = tokens.store().only().grant();
        assertThat(grant.access().expiresAt()).isBeforeOrEqualTo(grant.refresh().endsAt());
    }

    @Test
    void endsAGrantWithoutRefreshTokenWithItsAccessToken() {
        Client client = TestClients.publicClient(
                "app",
                TestClients.permissions(ScopeSet.of("read"), ScopeSet.empty(), GrantType.PASSWORD),
                ClientTokens.of(TokenFormat.JWT));

        assertThat(start(client).refreshToken()).isNull();

        Grant grant = tokens.store().only().grant();
        assertThat(grant.refresh().expiresAt()).isEqualTo(grant.access().expiresAt());
        assertThat(grant.refresh().endsAt()).isEqualTo(grant.access().expiresAt());
    }

    @Test
    @Contract(27)
    void startsNothingWhenTheUserIsGoneMeanwhile() {
        tokens.store().loseUsers();

        assertThat(issuer.start(APP, GrantType.PASSWORD, TestTokens.USER, TestTokens.PERMISSION))
                .isEmpty();
    }

    @Test
    @Attack({104, 140})
    void opensNothingButItsRefreshTokens() {
        Client opaque = with(TokenFormat.OPAQUE);
        IssuedTokens issued = start(opaque);

        assertThat(issuer.open(String.valueOf(issued.refreshToken()))).isPresent();
        assertThat(issuer.open(issued.accessToken())).isEmpty();
        assertThat(issuer.open(issuer.issue(opaque, TestTokens.PERMISSION).accessToken()))
                .isEmpty();
        assertThat(issuer.open(start(APP).accessToken())).isEmpty();
        assertThat(issuer.open("")).isEmpty();
    }

    @Test
    void hidesItsTokensInText() {
        IssuedTokens issued = start(APP);

        assertThat(issued.toString())
                .doesNotContain(issued.accessToken())
                .doesNotContain(String.valueOf(issued.refreshToken()));
    }

    @Test
    @Contract(69)
    void keepsAGrant30DaysIdleAnd365InAllByDefault() {
        start(APP);

        Grant grant = tokens.store().only().grant();
        assertThat(grant.refresh().expiresAt()).isEqualTo(tokens.instant().plus(java.time.Duration.ofDays(30)));
        assertThat(grant.refresh().endsAt()).isEqualTo(tokens.instant().plus(java.time.Duration.ofDays(365)));
    }

    @Test
    @Contract(123)
    void namesLifetimesThatContradictEachOther() {
        assertThat(new TokenSettings(null, null, Duration.days(8), Duration.days(7), null, false).contradiction())
                .contains("refreshTokenIdleLifetime is longer than refreshTokenLifetime: make it shorter or equal.");
        assertThat(new TokenSettings(null, Map.of("password", Duration.seconds(0)), null, null, null, false)
                        .contradiction())
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("grantAccessTokenLifetimes"));
        assertThat(TokenSettings.defaults().contradiction()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new TokenSettings(null, Map.of("pasword", Duration.hours(1)), null, null, null, false))
                .withMessageStartingWith("\"pasword\" is not a grant type.");
    }

    private static void assertExpiresIn(IssuedTokens issued, long seconds) {
        Map<String, Object> claims = TestTokens.claims(issued.accessToken());
        assertThat(issued.expiresIn()).isEqualTo(seconds);
        assertThat((long) claims.get("exp") - (long) claims.get("iat")).isEqualTo(seconds);
    }

    private IssuedTokens rotated(Client client, IssuedTokens issued) {
        PresentedRefreshToken presented =
                issuer.open(String.valueOf(issued.refreshToken())).orElseThrow();
        return ((Rotation.Rotated) issuer.rotate(client, presented, issued.scope())).tokens();
    }

    private IssuedTokens start(Client client) {
        return started(issuer, client);
    }

    private static IssuedTokens started(TokenIssuer issuer, Client client) {
        Optional<IssuedTokens> started =
                issuer.start(client, GrantType.PASSWORD, TestTokens.USER, TestTokens.PERMISSION);
        return started.orElseThrow();
    }

    private static Client with(TokenFormat format) {
        return TestClients.publicClient("app", TestClients.PERMISSIONS, ClientTokens.of(format));
    }
}
