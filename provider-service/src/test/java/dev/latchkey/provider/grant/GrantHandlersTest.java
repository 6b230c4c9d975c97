package dev.latchkey.provider.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.token.IssuedTokens;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantHandlersTest {
    // Registered for password and refresh_token.
    private static final Client APP = TestClients.publicClient("app");
    private static final GrantHandler PASSWORD = new NamedGrant(GrantType.PASSWORD);
    private static final GrantHandler CLIENT_CREDENTIALS = new NamedGrant(GrantType.CLIENT_CREDENTIALS);

    private final GrantHandlers handlers = new GrantHandlers(List.of(PASSWORD, CLIENT_CREDENTIALS));

    @Test
    void selectsTheHandlerOfTheGrantType() {
        assertThat(handlers.select("password", APP)).isSameAs(PASSWORD);
    }

    @Test
    @Contract(9)
    @Attack(109)
    void refusesAGrantThatTheClientIsNotRegisteredFor() {
        assertThat(refusal("client_credentials")).isEqualTo(ErrorCode.UNAUTHORIZED_CLIENT);
    }

    @ParameterizedTest
    @Contract(10)
    @Attack(109)
    @ValueSource(strings = {"", " ", "Password", "password ", "implicit", "refresh_token", "a\nb", "\ud83d\ude00"})
    void refusesAGrantTypeThatNoneHandles(String grantType) {
        assertThat(refusal(grantType)).isEqualTo(ErrorCode.UNSUPPORTED_GRANT_TYPE);
    }

    @Test
    void listsItsGrantTypesByName() {
        assertThat(handlers.types()).containsExactly(GrantType.CLIENT_CREDENTIALS, GrantType.PASSWORD);
    }

    @Test
    void hasOneHandlerForAGrantType() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new GrantHandlers(List.of(PASSWORD, new NamedGrant(GrantType.PASSWORD))));
    }

    private ErrorCode refusal(String grantType) {
        return catchThrowableOfType(OAuthException.class, () -> handlers.select(grantType, APP))
                .error()
                .code();
    }

    private record NamedGrant(GrantType grantType) implements GrantHandler {
        @Override
        public IssuedTokens handle(GrantRequest request) {
            throw new UnsupportedOperationException();
        }
    }
}
