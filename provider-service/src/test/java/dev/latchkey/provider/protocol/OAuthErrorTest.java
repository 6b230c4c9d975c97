package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OAuthErrorTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\"b", "a\\b", "caf\u00e9", "tab\t", "\u0000", "\u007f"})
    void refusesADescriptionThatRfc6749DoesNotAllow(String description) {
        assertThatIllegalArgumentException().isThrownBy(() -> new OAuthError(ErrorCode.INVALID_REQUEST, description));
    }

    @Test
    void hasTwoTextsAndNoStackTrace() {
        OAuthException refusal = OAuthException.invalidGrant("Log in again.", "token 7 was revoked");

        assertThat(refusal).hasMessage("token 7 was revoked");
        assertThat(refusal.error()).isEqualTo(new OAuthError(ErrorCode.INVALID_GRANT, "Log in again."));
        assertThat(refusal.getStackTrace()).isEmpty();
        assertThat(refusal.challenge()).isFalse();
        assertThat(refusal.retryAfter()).isZero();
    }

    @Test
    void saysTheSameOfEveryFailedClientAuthentication() {
        OAuthException one = OAuthException.invalidClient("unknown client", true);
        OAuthException other = OAuthException.invalidClient("wrong secret", false);

        assertThat(one.error()).isEqualTo(other.error());
        assertThat(one.challenge()).isTrue();
        assertThat(other.challenge()).isFalse();
        assertThat(one.error().code().status()).isEqualTo(401);
    }

    @Test
    void saysWhenToTryAgain() {
        OAuthException refusal = OAuthException.unavailable("pool exhausted", 2);

        assertThat(refusal.retryAfter()).isEqualTo(2);
        assertThat(refusal.error().code().status()).isEqualTo(503);
        assertThat(refusal.error().description()).doesNotContain("pool");
    }

    @Test
    void logsTheClientsSentenceWhereThereIsNoOther() {
        assertThat(OAuthException.invalidRequest("Send it once.")).hasMessage("Send it once.");
    }

    @Test
    void givesEachCodeAWordOfItsOwnAndAStatusOfAnError() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z_]+"));
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::status)).allMatch(status -> status >= 400);
    }
}
