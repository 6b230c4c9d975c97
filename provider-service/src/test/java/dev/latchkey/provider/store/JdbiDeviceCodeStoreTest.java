package dev.latchkey.provider.store;

import static dev.latchkey.provider.store.ProviderTables.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.device.DeviceCode;
import dev.latchkey.provider.device.DeviceCodeStore;
import dev.latchkey.provider.device.DeviceDecision;
import dev.latchkey.provider.device.IssuedDeviceCode;
import dev.latchkey.provider.device.UserCode;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class JdbiDeviceCodeStoreTest {
    private static final String SECRET = "a-server-secret-of-tests-0123456789";
    private static final String OTHER = "another-server-secret-of-tests-0123";
    private static final UserCode TYPED = new UserCode("BCDFGHJK");
    private static final RowId ATTEMPT = new RowId(5, 6);
    private static final Permission PERMISSION = new Permission(ScopeSet.of("read"), "https://api.example");

    private final Database database;
    private final DeviceCodeStore store;
    private final GrantUser user;
    private final DeviceCode code =
            new DeviceCode(new RowId(1, 2), new ClientId("app"), PERMISSION, NOW.plusSeconds(60));

    JdbiDeviceCodeStoreTest(TestDatabase kind) {
        database = ProviderTables.emptyOn(kind);
        store = store(SECRET);
        user = ProviderTables.user(database, "alice");
    }

    private JdbiDeviceCodeStore store(String secrets) {
        return new JdbiDeviceCodeStore(database, ServerSecrets.parse(secrets));
    }

    @BeforeEach
    void allow() {
        database.withHandle(handle -> handle.execute("DELETE FROM oauth_device_code"));
        store.keep(new IssuedDeviceCode(code, TYPED), 5, NOW.plusSeconds(600));
        store.claim(TYPED, user.id(), user.version(), NOW);
        store.decide(code.id(), user.id(), DeviceDecision.ALLOWED, NOW);
    }

    @Test
    void recognisesItsOwnRetryAfterALostAnswer() {
        assertThat(store.redeem(grant(), ATTEMPT, NOW)).isTrue();
        assertThat(store.redeem(grant(), ATTEMPT, NOW)).isTrue();
        assertThat(store.redeem(grant(), new RowId(7, 8), NOW)).isFalse();
    }

    @Test
    @Attack(224)
    void makesNoSecondGrantWhereAnotherNodeMadeOneMeanwhile() {
        new JdbiTokenStore(database, new RevocationView(new JdbiStatusStore(database))).start(grant());

        assertThat(store.redeem(grant(), ATTEMPT, NOW)).isFalse();
    }

    @Test
    @Attack(258)
    void findsAUserCodeOfAnyServerSecretAndKeepsNoneThatCouldBeTyped() {
        DeviceCode other = new DeviceCode(new RowId(3, 4), new ClientId("app"), PERMISSION, NOW.plusSeconds(60));
        UserCode typed = new UserCode("KJHGFDCB");
        store.keep(new IssuedDeviceCode(other, typed), 5, NOW.plusSeconds(600));

        assertThat(store(OTHER).claim(typed, user.id(), user.version(), NOW)).isEmpty();
        assertThat(store(OTHER + "," + SECRET).claim(typed, user.id(), user.version(), NOW))
                .contains(other);
        List<byte[]> kept = database.withHandle(handle -> handle.select("SELECT user_code FROM oauth_device_code")
                .mapTo(byte[].class)
                .list());
        assertThat(kept)
                .hasSize(2)
                .doesNotContain(
                        TYPED.letters().getBytes(StandardCharsets.US_ASCII),
                        typed.letters().getBytes(StandardCharsets.US_ASCII));
    }

    private Grant grant() {
        return new StartedGrant(code.id(), code.client(), GrantType.DEVICE_CODE).of(user, PERMISSION, NOW);
    }
}
