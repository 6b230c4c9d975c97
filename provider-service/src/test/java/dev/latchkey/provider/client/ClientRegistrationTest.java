package dev.latchkey.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.ClientRegistration.Registered;
import dev.latchkey.provider.client.ClientRegistration.Wanted;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class ClientRegistrationTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final ClientTokens TOKENS = ClientTokens.of(TokenFormat.OPAQUE);

    private final ClientSecretHasher hasher =
            new ClientSecretHasher(ServerSecrets.parse("a server secret of tests 0123456789".replace(' ', '-')));
    private final ClientRegistration registration =
            new ClientRegistration(hasher, new SecureRandom(), InstantSource.fixed(NOW));

    @Test
    @Contract(18)
    void givesAConfidentialClientASecretAndKeepsItsHash() {
        Registered registered = register(ClientType.CONFIDENTIAL);
        ClientSecretHash kept = registered.client().credentials().secrets().get(0);

        assertThat(hasher.matches(
                        kept,
                        registered.client().id(),
                        registered.secret().orElseThrow().reveal()))
                .isTrue();
        assertThat(kept.createdAt()).isEqualTo(NOW);
        assertThat(kept.expiresAt()).isNull();
        assertThat(registered.toString())
                .doesNotContain(registered.secret().orElseThrow().reveal());
    }

    @Test
    @Attack(153)
    void generatesSecretsOf256BitThatNeverRepeat() {
        String first = register(ClientType.CONFIDENTIAL).secret().orElseThrow().reveal();
        String second = register(ClientType.CONFIDENTIAL).secret().orElseThrow().reveal();

        // 43 of 62 characters: 62^43 > 2^256.
        assertThat(first).matches("[A-Za-z0-9]{43}").isNotEqualTo(second);
    }

    @Test
    void letsAConfidentialClientSendItsSecretInHeaderAndBody() {
        Client client = register(ClientType.CONFIDENTIAL).client();

        assertThat(client.authenticatesBy(ClientAuthenticationMethod.CLIENT_SECRET_BASIC))
                .isTrue();
        assertThat(client.authenticatesBy(ClientAuthenticationMethod.CLIENT_SECRET_POST))
                .isTrue();
        assertThat(client.authenticatesBy(ClientAuthenticationMethod.NONE)).isFalse();
    }

    @Test
    void givesAPublicClientNoSecret() {
        Registered registered = register(ClientType.PUBLIC);

        assertThat(registered.secret()).isEmpty();
        assertThat(registered.client().credentials().secrets()).isEmpty();
    }

    @Test
    void startsEnabledAtVersionOneAsItWasWanted() {
        Client client = register(ClientType.PUBLIC).client();

        assertThat(client.enabled()).isTrue();
        assertThat(client.version()).isEqualTo(1);
        assertThat(client.tokens()).isEqualTo(TOKENS);
        assertThat(client.permissions()).isEqualTo(TestClients.PERMISSIONS);
        assertThat(register(ClientType.PUBLIC).client().id()).isNotEqualTo(client.id());
    }

    @Test
    void refusesWhatDoesNotAgree() {
        ClientPermissions forItself =
                TestClients.permissions(ScopeSet.empty(), ScopeSet.empty(), GrantType.CLIENT_CREDENTIALS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> registration.register(
                        new Wanted("App", ClientType.PUBLIC, forItself, TOKENS, ClientPolicy.strict())))
                .withMessageContaining("it has no secret");
    }

    private Registered register(ClientType type) {
        return registration.register(new Wanted("App", type, TestClients.PERMISSIONS, TOKENS, ClientPolicy.strict()));
    }
}
