package dev.latchkey.sample;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.accounts.database.Migrations;
import dev.latchkey.auth.testing.TestIssuer;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The API as its own configuration file starts it, once per database and test JVM, over an emptied database. */
final class RunningApi {
    static final TestIssuer ISSUER = new TestIssuer("http://localhost:8080");

    private static final Map<TestDatabase, RunningApi> RUNNING = new EnumMap<>(TestDatabase.class);

    private final Database database;
    private final int port;

    private RunningApi(TestDatabase kind) {
        JdbcAddress address = kind.create("sample_api");
        database =
                Database.open(new DatabaseSettings(address.url(), address.user(), address.password(), 4, null), null);
        Migrations.migrate(database, List.of(Migrations.ACCOUNTS));
        port = start(address).getLocalPort();
    }

    static synchronized RunningApi emptyOn(TestDatabase kind) {
        RunningApi api = RUNNING.computeIfAbsent(kind, RunningApi::new);
        for (String table : List.of("account_membership", "account_group", "account_user")) {
            api.database.withHandle(handle -> handle.execute("DELETE FROM " + table));
        }
        return api;
    }

    static DropwizardTestSupport<SampleConfiguration> start(JdbcAddress address) {
        DropwizardTestSupport<SampleConfiguration> api = new DropwizardTestSupport<>(
                SampleApplication.class,
                configFile().toString(),
                ISSUER.configure(
                        "bearerAuth",
                        ConfigOverride.config("server.applicationConnectors[0].port", "0"),
                        ConfigOverride.config("server.adminConnectors[0].port", "0"),
                        ConfigOverride.config("server.shutdownGracePeriod", "0s"),
                        ConfigOverride.config("server.requestLog.appenders[0].type", "heeded"),
                        ConfigOverride.config("logging.level", "WARN"),
                        ConfigOverride.config("database.url", address.url()),
                        ConfigOverride.config("database.user", address.user()),
                        ConfigOverride.config("database.password", address.password()),
                        ConfigOverride.config("database.maxWait", "500ms")));
        try {
            api.before();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return api;
    }

    static Path configFile() {
        return Path.of(System.getProperty("latchkey.root"), "sample-api", "config.yml");
    }

    Database database() {
        return database;
    }

    ApiClient client(String scope) {
        return clientWith(ISSUER.token().scope(scope).sign());
    }

    ApiClient clientWith(String token) {
        return new ApiClient(port, token);
    }

    ApiClient anonymous() {
        return new ApiClient(port, null);
    }

    String raw(String request) {
        return Exchanges.raw(port, request);
    }
}
