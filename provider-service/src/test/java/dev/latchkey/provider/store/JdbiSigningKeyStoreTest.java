package dev.latchkey.provider.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.key.KeySettings;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.key.WrappedKey;
import dev.latchkey.provider.protocol.ByteString;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class JdbiSigningKeyStoreTest {
    private final JdbiSigningKeyStore keys;

    JdbiSigningKeyStoreTest(TestDatabase kind) {
        keys = new JdbiSigningKeyStore(ProviderTables.emptyOn(kind));
    }

    @Test
    void keepsKeysAsTheyAreOldestFirst() {
        WrappedKey second = key(2, "second", 4);
        WrappedKey first = key(1, "first", 8_000);

        assertThat(keys.add(second)).isTrue();
        assertThat(keys.add(first)).isTrue();

        assertThat(keys.all()).containsExactly(first, second);
    }

    @Test
    void refusesASlotOrAKeyIdThatIsTaken() {
        keys.add(key(1, "one", 1));

        assertThat(keys.add(key(1, "other", 1))).isFalse();
        assertThat(keys.add(key(2, "one", 1))).isFalse();
        assertThat(keys.add(key(2, "One", 1))).isTrue();
        assertThat(keys.all()).extracting(WrappedKey::keyId).containsExactly("one", "One");
    }

    @Test
    void letsAKeySignFromTheGivenTimeOn() {
        WrappedKey later = key(1, "one", 8);
        keys.add(later);

        keys.activate(later, ProviderTables.NOW.minusMillis(3));

        assertThat(keys.all()).extracting(WrappedKey::activatesAt).containsExactly(ProviderTables.NOW.minusMillis(3));
    }

    @Test
    void replacesAWrappingOnlyWhereItIsTheOneThatWasRead() {
        WrappedKey read = key(1, "one", 8);
        keys.add(read);

        assertThat(keys.rewrap(read, key(1, "one", 9).wrapped())).isTrue();
        assertThat(keys.rewrap(read, key(1, "one", 10).wrapped())).isFalse();
        assertThat(keys.all())
                .extracting(WrappedKey::wrapped)
                .containsExactly(key(1, "one", 9).wrapped());
    }

    @Test
    void takesAKeyAwayAndLeavesTheOthers() {
        WrappedKey first = key(1, "first", 8);
        WrappedKey second = key(2, "second", 8);
        keys.add(first);
        keys.add(second);

        keys.remove(first);

        assertThat(keys.all()).containsExactly(second);
    }

    @Test
    void endsWithOneKeyWhenManyNodesStartAtOnce() throws Exception {
        ServerSecrets secrets = ServerSecrets.parse("a-server-secret-of-tests-0123456789");

        List<Object> published = ProviderTables.atOnce(8, () -> {
            SigningKeys node = new SigningKeys(
                    keys, secrets, new SecureRandom(), InstantSource.fixed(ProviderTables.NOW), KeySettings.defaults());
            node.load(SigningAlgorithm.ES256);
            return node.toJwkSet();
        });

        assertThat(published.stream().distinct()).hasSize(1);
        assertThat(keys.all()).hasSize(1);
    }

    private static WrappedKey key(long slot, String id, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xC3);
        return new WrappedKey(slot, id, ByteString.of(bytes), ProviderTables.NOW, ProviderTables.NOW.plusMillis(5));
    }
}
