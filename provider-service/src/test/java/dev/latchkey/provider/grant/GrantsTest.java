package dev.latchkey.provider.grant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.resource.ResourceSettings;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.resource.ScopeSettings;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.IssuedTokens;
import dev.latchkey.provider.token.SingleTokens;
import dev.latchkey.provider.token.TestTokens;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The password and refresh_token grants, one after the other. */
final class GrantsTest {
    private static final Client APP = TestClients.publicClient("app");

    private final TestTokens tokens = new TestTokens();
    private final ScopePolicy scopes = new ScopePolicy(
            new Resources(List.of(new ResourceSettings(
                    "https://api.example", List.of(ScopeSettings.of("read", null), ScopeSettings.of("write", null))))),
            TestTokens.ISSUER);
    private int checkedPasswords;
    private final PasswordGrant password =
            new PasswordGrant(this::authenticate, scopes, SingleTokens.off(tokens.tools()), tokens.issuer());
    private final RefreshTokenGrant refresh = new RefreshTokenGrant(scopes, tokens.issuer(), event -> {});

    @Test
    void turnsAPasswordIntoTokens() {
        IssuedTokens issued = login("");

        assertThat(issued.scope()).isEqualTo(ScopeSet.of("read", "write"));
        assertThat(issued.refreshToken()).startsWith("lk_rt_");
    }

    @Test
    @Contract(25)
    void saysTheSameOfAWrongPasswordAndAnUnknownUser() {
        OAuthException wrong = refusal(password, APP, "username=jane&password=wrong");
        OAuthException unknown = refusal(password, APP, "username=nobody&password=right");

        assertThat(wrong.error()).isEqualTo(unknown.error());
        assertThat(wrong.error().description()).isEqualTo("Invalid credentials given.");
        assertThat(wrong.error().code()).isEqualTo(ErrorCode.INVALID_GRANT);
    }

    @Test
    @Contract(26)
    void needsAUsernameAndAPassword() {
        for (String body : List.of("", "username=jane", "password=right", "username=&password=right")) {
            assertThat(refusal(password, APP, body).error().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        }
        assertThat(checkedPasswords).isZero();
    }

    @Test
    @Attack(81)
    void refusesAHugePasswordBeforeItIsChecked() {
        OAuthException refusal = refusal(password, APP, "username=jane&password=" + "x".repeat(1_025));

        assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(checkedPasswords).isZero();
    }

    @Test
    void checksTheScopeBeforeThePassword() {
        assertThat(refusal(password, APP, "username=jane&password=right&scope=groups")
                        .error()
                        .code())
                .isEqualTo(ErrorCode.INVALID_SCOPE);
        assertThat(checkedPasswords).isZero();
    }

    @Test
    @Contract(27)
    void refusesAUserWhoIsDisabledInBetween() {
        tokens.store().loseUsers();

        assertThat(refusal(password, APP, "username=jane&password=right").error())
                .isEqualTo(
                        refusal(password, APP, "username=jane&password=wrong").error());
    }

    @Test
    @Contract(70)
    @Attack(138)
    void keepsTheTokenWhenTooMuchIsAskedFor() {
        String token = "refresh_token=" + login("&scope=read").refreshToken();

        assertThat(refusal(refresh, APP, token + "&scope=read+write").error().code())
                .isEqualTo(ErrorCode.INVALID_SCOPE);
        assertThat(refusal(refresh, APP, token + "&scope=read++write").error().code())
                .isEqualTo(ErrorCode.INVALID_SCOPE);
        assertThat(handle(refresh, APP, token).scope()).isEqualTo(ScopeSet.of("read"));
        assertThat(tokens.store().only().grant().refresh().generation()).isEqualTo(1);
    }

    @Test
    @Contract(71)
    @Attack(137)
    void refusesAnotherClientAndLeavesTheOwnerAlone() {
        String token = "refresh_token=" + login("").refreshToken();

        assertThat(refusal(refresh, TestClients.publicClient("other"), token)
                        .error()
                        .code())
                .isEqualTo(ErrorCode.INVALID_GRANT);
        assertThat(handle(refresh, APP, token).refreshToken()).isNotNull();
    }

    @Test
    @Contract(71)
    void needsARefreshToken() {
        assertThat(refusal(refresh, APP, "").error().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal(refresh, APP, "refresh_token=").error().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    @Contract(73)
    @Attack({87, 141})
    void refusesTheTokenOfADisabledUser() {
        String token = "refresh_token=" + login("").refreshToken();
        tokens.store().disableUsers();

        assertThat(refusal(refresh, APP, token).error().code()).isEqualTo(ErrorCode.INVALID_GRANT);
        assertThat(tokens.store().only().revoked()).isFalse();
    }

    @Test
    @Contract({65, 66})
    void tellsTheClientNothingOfWhyATokenIsRefused() {
        String first = "refresh_token=" + login("").refreshToken();
        String second = "refresh_token=" + handle(refresh, APP, first).refreshToken();
        tokens.pass(Duration.ofMinutes(1));

        OAuthException reused = refusal(refresh, APP, first);
        OAuthException ended = refusal(refresh, APP, second);
        OAuthException unknown = refusal(refresh, APP, "refresh_token=lk_rt_nonsense");

        assertThat(reused.error()).isEqualTo(ended.error()).isEqualTo(unknown.error());
        assertThat(reused).hasMessageStartingWith("refresh token reused: grant revoked, grant ");
        assertThat(ended).hasMessageStartingWith("the grant has ended, grant ");
        assertThat(reused.getMessage() + unknown.getMessage()).doesNotContain("lk_rt_");
    }

    private IssuedTokens login(String more) {
        return handle(password, APP, "username=jane&password=right" + more);
    }

    private Optional<GrantUser> authenticate(String username, String given) {
        checkedPasswords++;
        return username.equals("jane") && given.equals("right") ? Optional.of(TestTokens.USER) : Optional.empty();
    }

    private static IssuedTokens handle(GrantHandler grant, Client client, String body) {
        return grant.handle(new GrantRequest(client, Parameters.parse(body.getBytes(UTF_8))));
    }

    private static OAuthException refusal(GrantHandler grant, Client client, String body) {
        return catchThrowableOfType(OAuthException.class, () -> handle(grant, client, body));
    }
}
