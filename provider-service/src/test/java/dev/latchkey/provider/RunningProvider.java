package dev.latchkey.provider;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.provider.app.ApplicationConfiguration;
import dev.latchkey.provider.app.ProviderApplication;
import dev.latchkey.provider.bundle.Schema;
import dev.latchkey.provider.bundle.Timekeeping;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.lifecycle.JettyManaged;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.util.Duration;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jetty.server.AbstractConnector;

/** The real application over a real database; one for each database and test JVM. */
public final class RunningProvider {
    public static final String SECRET = "Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZg";

    /** A server secret that the provider reads still, but seals with no more. */
    public static final String OLD_SECRET = "b2xkLWZvci10ZXN0cy1vbmx5LTAxMjM0NTY3ODlhYmNkZWY";

    /** A server that the provider may fetch from. */
    public static final RemoteServer REMOTE = new RemoteServer();

    // Not Dropwizard's own prefix: commands that other tests run in this JVM would take these settings for theirs.
    private static final String PREFIX = "running-provider";
    private static final Map<TestDatabase, RunningProvider> RUNNING = new EnumMap<>(TestDatabase.class);

    private static final Map<TestDatabase, RunningProvider> BESIDE = new EnumMap<>(TestDatabase.class);

    private final JdbcAddress address;
    private final TestClock clock;
    private final DropwizardTestSupport<ApplicationConfiguration> support;
    private final Database database;
    private final StatementCounter statements = new StatementCounter();
    private final Registrations registrations;

    private RunningProvider(JdbcAddress address, TestClock clock) {
        this(address, clock, SECRET + "," + OLD_SECRET);
    }

    private RunningProvider(JdbcAddress address, TestClock clock, String secrets) {
        this.address = address;
        this.clock = clock;
        support =
                new DropwizardTestSupport<>(
                        ProviderApplication.class,
                        "provider-test.yml",
                        new ResourceConfigurationSourceProvider(),
                        PREFIX,
                        ConfigOverride.config(PREFIX, "provider.database.url", address.url()),
                        ConfigOverride.config(PREFIX, "provider.database.user", address.user()),
                        ConfigOverride.config(PREFIX, "provider.database.password", address.password()),
                        ConfigOverride.config(PREFIX, "provider.outbound.allow", REMOTE.origin()),
                        ConfigOverride.config(PREFIX, "provider.secret", secrets)) {
                    @Override
                    public Application<ApplicationConfiguration> newApplication() {
                        return application(clock);
                    }
                };
        try {
            support.before();
        } catch (Exception e) {
            throw new IllegalStateException("The provider does not start on " + address, e);
        }
        database = database(support);
        database.jdbi().setSqlLogger(statements);
        registrations = new Registrations(database, clock);
    }

    static ProviderApplication application(TestClock clock) {
        return new ProviderApplication(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), Timekeeping.by(clock));
    }

    /** The database that a running application opened. */
    public static Database database(DropwizardTestSupport<?> running) {
        return running.getEnvironment().lifecycle().getManagedObjects().stream()
                .filter(JettyManaged.class::isInstance)
                .map(managed -> ((JettyManaged) managed).getManaged())
                .filter(Database.class::isInstance)
                .map(Database.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static DatabaseSettings settings(JdbcAddress address) {
        return new DatabaseSettings(address.url(), address.user(), address.password(), 20, Duration.seconds(5));
    }

    /** The provider on this database, started when first asked for. */
    public static synchronized RunningProvider on(TestDatabase kind) {
        return RUNNING.computeIfAbsent(kind, RunningProvider::first);
    }

    /** A second process over the same database and clock, started when first asked for. */
    public static synchronized RunningProvider beside(TestDatabase kind) {
        RunningProvider first = on(kind);
        return BESIDE.computeIfAbsent(kind, unknown -> new RunningProvider(first.address, first.clock));
    }

    /** One more provider over the same database, whose connections are all new. */
    static RunningProvider another(TestDatabase kind) {
        RunningProvider first = on(kind);
        return new RunningProvider(first.address, first.clock);
    }

    /** A provider that the test ends, over a database of the test's own, under these server secrets. */
    static RunningProvider under(String secrets, JdbcAddress address, TestClock clock) {
        return new RunningProvider(address, clock, secrets);
    }

    private static RunningProvider first(TestDatabase kind) {
        return new RunningProvider(migrated(kind, "provider"), new TestClock());
    }

    /** A database with tables and nothing in them. */
    static JdbcAddress migrated(TestDatabase kind, String name) {
        JdbcAddress address = kind.create(name);
        try (Database empty = Database.open(settings(address), null)) {
            Schema.migrate(empty);
        }
        return address;
    }

    /** Ends one that {@link #under} started. */
    void stop() {
        support.after();
    }

    public TestClock clock() {
        return clock;
    }

    public Database database() {
        return database;
    }

    public StatementCounter statements() {
        return statements;
    }

    public Registrations registrations() {
        return registrations;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + support.getLocalPort() + path);
    }

    /** An address of the admin port. */
    public URI adminUri(String path) {
        return URI.create("http://127.0.0.1:" + support.getAdminPort() + path);
    }

    public int port() {
        return support.getLocalPort();
    }

    /** Where it listens. */
    AbstractConnector[] connectors() {
        return Arrays.stream(support.getEnvironment()
                        .getApplicationContext()
                        .getServer()
                        .getConnectors())
                .map(AbstractConnector.class::cast)
                .toArray(AbstractConnector[]::new);
    }

    public Http http() {
        return new Http(this);
    }
}
