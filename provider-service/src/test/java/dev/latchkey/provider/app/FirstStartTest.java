package dev.latchkey.provider.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.provider.RunningProvider;
import dev.latchkey.provider.TestClock;
import dev.latchkey.provider.bundle.Schema;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Checkout;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a new installation has: nothing that anybody knows. */
@OnEachDatabase
final class FirstStartTest {
    private final Database database;
    private final CommandLine latchkey;

    FirstStartTest(TestDatabase kind) {
        JdbcAddress address = kind.create("first_start");
        database = Database.open(
                new DatabaseSettings(address.url(), address.user(), address.password(), 4, Duration.seconds(5)), null);
        Schema.migrate(database);
        latchkey = new CommandLine(address, RunningProvider.SECRET, new TestClock());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Attack(297)
    void hasNoUsersAndNoClients() {
        for (String table : List.of("account_user", "account_group", "oauth_client", "oauth_client_secret")) {
            long rows = database.withHandle(handle -> handle.select("SELECT COUNT(*) FROM " + table)
                    .mapTo(Long.class)
                    .one());
            assertThat(rows).as(table).isZero();
        }
    }

    @Test
    @Attack(297)
    void hasNoSecretInItsConfiguration() throws IOException {
        String configuration = Files.readString(Checkout.root().resolve("config.yml"));

        assertThat(configuration).contains("secret: ${LATCHKEY_SECRET:-}", "password: ${DATABASE_PASSWORD:-}");
    }

    @Test
    @Attack({259, 297})
    void saysASecretOnce() {
        CommandLine.Outcome created = latchkey.run("client", "create", "App", "--grant", "client_credentials");
        String secret = created.value("client_secret");

        assertThat(secret).hasSizeGreaterThan(40);
        assertThat(latchkey.run("client", "list").out())
                .contains(created.value("client_id"))
                .doesNotContain(secret);
        assertThat(latchkey.run("client", "create", "App", "--grant", "client_credentials")
                        .value("client_secret"))
                .isNotEqualTo(secret);
    }
}
