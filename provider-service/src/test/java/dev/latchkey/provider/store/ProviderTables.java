package dev.latchkey.provider.store;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.provider.bundle.Schema;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.util.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The provider's tables on each test database, migrated once per test JVM and emptied for each test. */
final class ProviderTables {
    static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

    private static final Map<TestDatabase, Database> OPEN = new EnumMap<>(TestDatabase.class);
    private static final List<String> TABLES = List.of(
            "oauth_revocation",
            "oauth_status_lease",
            "oauth_status_list",
            "oauth_client_token",
            "oauth_grant",
            "oauth_client_secret",
            "oauth_client",
            "oauth_signing_key",
            "account_user");

    private ProviderTables() {}

    static synchronized Database emptyOn(TestDatabase kind) {
        Database database = OPEN.computeIfAbsent(kind, ProviderTables::migrated);
        TABLES.forEach(table -> database.withHandle(handle -> handle.execute("DELETE FROM " + table)));
        return database;
    }

    static DatabaseSettings settings(JdbcAddress address) {
        return new DatabaseSettings(address.url(), address.user(), address.password(), 10, Duration.seconds(20));
    }

    static GrantUser user(Database database, String name) {
        UserCreation.Created created = (UserCreation.Created) users(database)
                .create(NewUser.of(new UserName(name), "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$" + "a".repeat(43)));
        return new GrantUser(created.user().id(), name, created.user().version());
    }

    static UserStore users(Database database) {
        return new UserStore(database, InstantSource.fixed(NOW));
    }

    static <T> List<T> atOnce(int times, Callable<T> work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<T> outcomes = new ArrayList<>();
            for (Future<T> call : threads.invokeAll(Collections.nCopies(times, work))) {
                outcomes.add(call.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Database migrated(TestDatabase kind) {
        Database database = Database.open(settings(kind.create("provider_stores")), null);
        Schema.migrate(database);
        return database;
    }
}
