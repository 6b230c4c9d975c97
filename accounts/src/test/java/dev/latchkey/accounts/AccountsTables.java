package dev.latchkey.accounts;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.accounts.database.Migrations;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.util.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The accounts' tables on each test database, migrated once per test JVM and emptied for each test. */
final class AccountsTables {
    private static final Map<TestDatabase, Database> OPEN = new EnumMap<>(TestDatabase.class);

    private AccountsTables() {}

    static synchronized Database emptyOn(TestDatabase kind) {
        Database database = OPEN.computeIfAbsent(kind, AccountsTables::migrated);
        for (String table : List.of("account_membership", "account_group", "account_user")) {
            database.withHandle(handle -> handle.execute("DELETE FROM " + table));
        }
        return database;
    }

    static DatabaseSettings settingsOf(JdbcAddress address) {
        return new DatabaseSettings(address.url(), address.user(), address.password(), 8, Duration.seconds(5));
    }

    private static Database migrated(TestDatabase kind) {
        Database database = Database.open(settingsOf(kind.create("accounts")), null);
        Migrations.migrate(database, List.of(Migrations.ACCOUNTS));
        return database;
    }
}
