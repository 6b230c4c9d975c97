package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.testing.Attack;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that change the tables are halted halfway, by a row that the test holds, and killed or overtaken there. */
@Attack(314)
final class MigrationTurnTest {
    private static final String CHANGELOG = "dev/latchkey/accounts/database/halted.xml";
    private static final List<String> CHANGELOGS = List.of(CHANGELOG);

    private final Database database = open();
    private Connection gate;

    private static Database open() {
        JdbcAddress address = TestDatabase.MARIADB.create("migration_turn");
        return Database.open(new DatabaseSettings(address.url(), address.user(), address.password(), null, null), null);
    }

    @BeforeEach
    void closeGate() throws SQLException {
        database.withHandle(handle -> handle.execute("CREATE TABLE gate (id INT PRIMARY KEY, passed INT)"));
        database.withHandle(handle -> handle.execute("INSERT INTO gate VALUES (1, 0)"));
        gate = database.connection();
        gate.setAutoCommit(false);
        try (Statement statement = gate.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE gate SET passed = passed + 100 WHERE id = 1"))
                    .isOne();
        }
    }

    private void openGate() throws SQLException {
        if (!gate.isClosed()) {
            gate.rollback();
            gate.close();
        }
    }

    @AfterEach
    void close() throws SQLException {
        openGate();
        database.close();
    }

    @Test
    void takesNothingOverFromOneThatStillChangesTheTablesAndSaysHowToEndIt() throws Exception {
        Process other = halted();
        long holder = number("SELECT IS_USED_LOCK(CONCAT('latchkey-migrate-', DATABASE()))");

        assertThatThrownBy(() -> Migrations.migrate(database, CHANGELOGS, Duration.ofSeconds(1)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("wait for it, or, if it is dead or hangs")
                .hasMessageEndingWith("KILL " + holder + ";");

        assertThat(isLocked()).isTrue();
        openGate();
        assertThat(other.waitFor()).isZero();
        assertThat(passed()).isOne();
    }

    @Test
    void goesOnWhereAKilledOneStopped() throws Exception {
        kill(halted());
        assertThat(isLocked()).isTrue();
        openGate();

        Migrations.migrate(database, CHANGELOGS);

        assertThat(Migrations.isCurrent(database, CHANGELOGS)).isTrue();
        assertThat(passed()).isOne();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void freesALockThatNobodyHoldsAnyMore() throws Exception {
        openGate();
        Migrations.migrate(database, List.of(Migrations.ACCOUNTS));
        leaveALock(database);

        Migrations.migrate(database, CHANGELOGS, Duration.ofSeconds(1));

        assertThat(Migrations.isCurrent(database, CHANGELOGS)).isTrue();
        assertThat(isLocked()).isFalse();
    }

    @Test
    void saysHowToFreeALockInAnEmbeddedDatabase() {
        JdbcAddress address = TestDatabase.H2.create("migration_turn");
        try (Database embedded = Database.open(
                new DatabaseSettings(address.url(), address.user(), address.password(), null, null), null)) {
            Migrations.migrate(embedded, List.of(Migrations.ACCOUNTS));
            leaveALock(embedded);

            assertThatThrownBy(() -> Migrations.migrate(embedded, CHANGELOGS, Duration.ofSeconds(1)))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("UPDATE DATABASECHANGELOGLOCK SET LOCKED = FALSE WHERE ID = 1;");
        }
    }

    private static void leaveALock(Database database) {
        database.withHandle(handle -> handle.execute("UPDATE DATABASECHANGELOGLOCK SET LOCKED = TRUE,"
                + " LOCKGRANTED = CURRENT_TIMESTAMP, LOCKEDBY = 'a host that is gone' WHERE ID = 1"));
    }

    private Process halted() throws Exception {
        Process process = MigrateOnce.startQuietly(database.settings(), CHANGELOG);
        await("a migration halfway").until(() -> !process.isAlive() || (isLocked() && isBegun()));
        assertThat(process.isAlive()).isTrue();
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50));
    }

    private boolean isLocked() {
        return isTable("DATABASECHANGELOGLOCK")
                && isTrue("SELECT COUNT(*) > 0 FROM DATABASECHANGELOGLOCK WHERE ID = 1 AND LOCKED = TRUE");
    }

    private boolean isBegun() {
        return isTable("DATABASECHANGELOG")
                && isTrue("SELECT COUNT(*) > 0 FROM DATABASECHANGELOG WHERE ID = 'halted-1'");
    }

    private boolean isTable(String name) {
        return isTrue("SELECT COUNT(*) > 0 FROM information_schema.tables WHERE table_name = '" + name + "'"
                + " AND table_schema = SCHEMA()");
    }

    private boolean isTrue(String query) {
        return database.withHandle(
                handle -> handle.createQuery(query).mapTo(Boolean.class).one());
    }

    private long passed() {
        return number("SELECT passed FROM gate");
    }

    private long number(String query) {
        return database.withHandle(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
