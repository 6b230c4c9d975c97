package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.testing.Attack;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
final class MigrationsTest {
    private static final List<String> CHANGELOGS = List.of(Migrations.ACCOUNTS);

    private final TestDatabase kind;
    private final Database database;

    MigrationsTest(TestDatabase kind) {
        this.kind = kind;
        JdbcAddress address = kind.create("migrations");
        database = Database.open(
                new DatabaseSettings(address.url(), address.user(), address.password(), null, null), null);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isCurrentOnceMigratedAndStaysSo() {
        assertThat(Migrations.isCurrent(database, CHANGELOGS)).isFalse();

        Migrations.migrate(database, CHANGELOGS);
        Migrations.migrate(database, CHANGELOGS);

        assertThat(Migrations.isCurrent(database, CHANGELOGS)).isTrue();
    }

    @Test
    void isNotCurrentWhileAChangeSetIsMissing() {
        Migrations.migrate(database, CHANGELOGS);
        database.withHandle(handle -> handle.execute("DELETE FROM DATABASECHANGELOG WHERE ORDEREXECUTED = 2"));

        assertThat(Migrations.isCurrent(database, CHANGELOGS)).isFalse();
    }

    @Test
    void givesEachTableAPrimaryKey() throws SQLException {
        Migrations.migrate(database, CHANGELOGS);

        try (Connection connection = database.connection()) {
            List<String> tables = tablesOf(connection);
            assertThat(tables).contains("account_user", "databasechangelog", "databasechangeloglock");
            assertThat(tables).allMatch(table -> hasPrimaryKey(connection, table));
        }
    }

    @Test
    void storesNamesAsBytesAndTextAsUtf8() {
        Migrations.migrate(database, CHANGELOGS);

        assertThat(columnTypes())
                .isEqualTo(
                        kind == TestDatabase.H2
                                ? List.of("BINARY VARYING", "CHARACTER VARYING")
                                : List.of("varbinary", "varchar"));
        if (kind != TestDatabase.H2) {
            assertThat(charset()).isEqualTo("utf8mb4");
        }
    }

    @Test
    @Attack(314)
    void runsOnceWhenTwoProcessesMigrateAtOnce(@TempDir Path directory) throws Exception {
        DatabaseSettings settings = kind == TestDatabase.H2 ? fileIn(directory) : database.settings();
        Process one = MigrateOnce.start(settings);
        Process other = MigrateOnce.start(settings);

        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        try (Database migrated = Database.open(settings, null)) {
            assertThat(Migrations.isCurrent(migrated, CHANGELOGS)).isTrue();
        }
    }

    @Test
    void runsOnceWhenTwoThreadsMigrateAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> migrations = List.of(threads.submit(this::migrate), threads.submit(this::migrate));
            for (Future<?> migration : migrations) {
                assertThat(migration.get()).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Migrations.isCurrent(database, CHANGELOGS)).isTrue();
    }

    @Test
    void leavesNoTransactionOpenBehindIt() {
        Migrations.migrate(database, CHANGELOGS);

        assertThatThrownBy(() -> database.inTransaction(handle -> {
                    handle.execute("INSERT INTO account_group (name, name_key) VALUES ('g', ?)", new byte[] {1});
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(count("account_group")).isZero();
    }

    @Test
    void saysNothingOnTheConsole() {
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            Migrations.migrate(database, CHANGELOGS);
        } finally {
            System.setOut(out);
        }

        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private void migrate() {
        Migrations.migrate(database, CHANGELOGS);
    }

    private static DatabaseSettings fileIn(Path directory) {
        return DatabaseSettings.of("jdbc:h2:file:" + directory.resolve("db").toAbsolutePath() + ";AUTO_SERVER=TRUE");
    }

    private static List<String> tablesOf(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet rows =
                metaData.getTables(connection.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                if (!"INFORMATION_SCHEMA".equals(rows.getString("TABLE_SCHEM"))) {
                    tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return tables;
    }

    private boolean hasPrimaryKey(Connection connection, String table) {
        String name = kind == TestDatabase.H2 || table.startsWith("database") ? table.toUpperCase(Locale.ROOT) : table;
        try (ResultSet keys = connection.getMetaData().getPrimaryKeys(connection.getCatalog(), null, name)) {
            return keys.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> columnTypes() {
        return database.withHandle(handle -> handle.createQuery("SELECT data_type FROM information_schema.columns"
                        + " WHERE table_schema = SCHEMA() AND LOWER(table_name) = 'account_user' AND LOWER(column_name) IN ('username', 'username_key')"
                        + " ORDER BY data_type")
                .mapTo(String.class)
                .list());
    }

    private String charset() {
        return database.withHandle(handle -> handle.createQuery("SELECT character_set_name"
                        + " FROM information_schema.columns WHERE table_schema = DATABASE()"
                        + " AND table_name = 'account_user' AND column_name = 'username'")
                .mapTo(String.class)
                .one());
    }

    private long count(String table) {
        return database.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }
}
