package dev.latchkey.provider.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.TestClock;
import dev.latchkey.provider.bundle.Schema;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.store.JdbiStatusStore;
import dev.latchkey.provider.store.JdbiTokenStore;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.util.Duration;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code keys}, {@code purge} and {@code db restored}. */
@OnEachDatabase
final class UpkeepCommandsTest {
    private static final String SECRET = "Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZg";
    private static final String NEW_SECRET = "bmV3LWZvci10ZXN0cy1vbmx5LTAxMjM0NTY3ODlhYmNk";

    private final TestClock clock = new TestClock();
    private final JdbcAddress address;
    private final Database database;
    private final CommandLine latchkey;

    UpkeepCommandsTest(TestDatabase kind) {
        address = kind.create("upkeep");
        database = Database.open(
                new DatabaseSettings(address.url(), address.user(), address.password(), 4, Duration.seconds(5)), null);
        Schema.migrate(database);
        latchkey = new CommandLine(address, SECRET, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Contract(122)
    void rotatesAndRemovesKeys() {
        latchkey.run("keys", "rotate");
        List<String> keys = latchkey.run("keys", "list").out().lines().toList();

        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).endsWith("\tsigning");
        assertThat(keys.get(1)).endsWith("\tnext");
        String first = keys.get(0).substring(0, keys.get(0).indexOf('\t'));
        assertThat(latchkey.run("keys", "remove", first).failed()).isFalse();
        assertThat(latchkey.run("keys", "list").out()).doesNotContain(first).contains("signing");
        assertThat(latchkey.run("keys", "remove", first).failed()).isTrue();
        assertThat(latchkey.run("keys", "remove", first).err()).contains("There is no key");
        assertThat(latchkey.run("keys").failed()).isTrue();
    }

    @Test
    @Contract(122)
    void rewrapsTheKeysUnderANewSecret() {
        latchkey.run("keys", "rotate");
        CommandLine both = new CommandLine(address, NEW_SECRET + "," + SECRET, clock);
        CommandLine newOnly = new CommandLine(address, NEW_SECRET, clock);

        assertThat(newOnly.run("keys", "list").err()).contains("LATCHKEY_SECRET");
        assertThat(both.run("keys", "rewrap").failed()).isFalse();

        assertThat(newOnly.run("keys", "list").out())
                .isEqualTo(both.run("keys", "list").out());
    }

    @Test
    @Contract({121, 122})
    void purgesWhatIsExpiredAndNothingElse() {
        keepTokens(2_500, 60);
        keepTokens(3, 3_600);
        clock.advance(java.time.Duration.ofSeconds(61));

        assertThat(latchkey.run("purge").out()).isEqualTo("Deleted 2500 expired rows.\n");

        assertThat(tokens()).isEqualTo(3);
        assertThat(latchkey.run("purge").out()).isEqualTo("Deleted 0 expired rows.\n");
    }

    @Test
    @Attack(315)
    void endsEverythingAfterARestore() {
        latchkey.run("keys", "rotate");
        String before = latchkey.run("keys", "list").out();
        keepTokens(5, 3_600);

        CommandLine.Outcome outcome = latchkey.run("db", "restored");

        assertThat(outcome.failed()).isFalse();
        assertThat(tokens()).isZero();
        String after = latchkey.run("keys", "list").out();
        assertThat(after.lines()).hasSize(1);
        assertThat(before).doesNotContain(after.substring(0, after.indexOf('\t')));
    }

    @Test
    @Contract(124)
    void writesDownWhatCommandsDo() {
        String client = latchkey.run("client", "create", "App", "--grant", "client_credentials")
                .value("client_id");
        latchkey.run("client", "disable", client);
        latchkey.run("user", "create", "jane", "--password", "correct horse");
        latchkey.run("user", "set-password", "jane", "--password", "correct horses");
        latchkey.run("user", "disable", "jane");
        latchkey.run("keys", "rotate");
        latchkey.run("keys", "rewrap");
        latchkey.run("db", "restored");
        latchkey.run("purge");
        latchkey.run("user", "disable", "nobody");

        assertThat(audited())
                .containsExactlyInAnyOrder(
                        "client.created " + client,
                        "client.disabled " + client,
                        "user.created user",
                        "user.password_set user",
                        "user.disabled user",
                        "key.rotated",
                        "key.rewrapped",
                        "database.restored",
                        "database.purged");
    }

    private List<String> audited() {
        return database.withHandle(handle -> handle.select(
                        "SELECT event_type, user_id, client_id, details FROM" + " oauth_audit_event WHERE actor = ?",
                        "cli".getBytes(StandardCharsets.UTF_8))
                .map((row, context) -> audited(row))
                .list());
    }

    private static String audited(ResultSet row) throws SQLException {
        assertThat(new String(row.getBytes("details"), StandardCharsets.UTF_8)).startsWith("os_user=");
        byte[] client = row.getBytes("client_id");
        String user = row.getLong("user_id") > 0 ? " user" : "";
        return row.getString("event_type") + (client == null ? user : " " + new String(client, StandardCharsets.UTF_8));
    }

    private void keepTokens(int count, long seconds) {
        JdbiTokenStore store = new JdbiTokenStore(database, new RevocationView(new JdbiStatusStore(database)));
        RowIds ids = new RowIds(clock, new SecureRandom());
        Permission permission = new Permission(ScopeSet.of("read"), "http://localhost:8080");
        for (int i = 0; i < count; i++) {
            store.keep(new ClientToken(
                    ids.next(),
                    new ClientId("someone"),
                    permission,
                    clock.instant(),
                    clock.instant().plusSeconds(seconds)));
        }
    }

    private long tokens() {
        return database.withHandle(handle -> handle.select("SELECT COUNT(*) FROM oauth_client_token")
                .mapTo(Long.class)
                .one());
    }
}
