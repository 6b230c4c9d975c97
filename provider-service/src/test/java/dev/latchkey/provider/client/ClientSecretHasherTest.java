package dev.latchkey.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.protocol.ServerSecret;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.testing.Contract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClientSecretHasherTest {
    private static final ServerSecret FIRST = new ServerSecret("first secret 0123456789 abcdefghijklmnop");
    private static final ServerSecret SECOND = new ServerSecret("second secret 0123456789 abcdefghijklmno");
    private static final ClientId APP = new ClientId("app");
    private static final String SECRET = "aSecretOfTheClient";
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final ClientSecretHasher hasher = hasher(FIRST);
    private final ClientSecretHash stored = hasher.hash(APP, SECRET, NOW);

    @Test
    void knowsTheSecretItHashed() {
        assertThat(hasher.matches(stored, APP, SECRET)).isTrue();
    }

    @Test
    void refusesAnyOtherSecret() {
        for (String other : List.of("", " ", SECRET + " ", SECRET.toLowerCase(java.util.Locale.ROOT), SECRET + "\0")) {
            assertThat(hasher.matches(stored, APP, other)).isFalse();
        }
    }

    @Test
    void refusesTheSecretOfAnotherClient() {
        assertThat(hasher.matches(stored, new ClientId("App"), SECRET)).isFalse();
        assertThat(hasher.matches(hasher.hash(new ClientId("ap"), "p" + SECRET, NOW), APP, SECRET))
                .isFalse();
    }

    @Test
    void knowsASecretWhileTheServerSecretThatKeyedItIsListed() {
        assertThat(hasher(SECOND, FIRST).matches(stored, APP, SECRET)).isTrue();
        assertThat(hasher(SECOND).matches(stored, APP, SECRET)).isFalse();
    }

    @Test
    void keysNewHashesWithTheFirstServerSecret() {
        assertThat(hasher(SECOND, FIRST).hash(APP, SECRET, NOW).secretId()).isEqualTo(SECOND.id());
    }

    @Test
    @Contract(18)
    void keepsNothingThatTellsTheSecret() {
        assertThat(stored.hash().bytes()).hasSize(32);
        assertThat(stored.toString()).doesNotContain(SECRET);
        assertThat(new String(stored.hash().bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
    }

    @Test
    void isLiveUntilTheInstantItExpires() {
        ClientSecretHash expiring = new ClientSecretHash(stored.secretId(), stored.hash(), NOW, NOW.plusSeconds(5));

        assertThat(expiring.isLiveAt(NOW.plusMillis(4_999))).isTrue();
        assertThat(expiring.isLiveAt(NOW.plusSeconds(5))).isFalse();
        assertThat(stored.isLiveAt(Instant.MAX)).isTrue();
    }

    private static ClientSecretHasher hasher(ServerSecret... secrets) {
        return new ClientSecretHasher(new ServerSecrets(List.of(secrets)));
    }
}
