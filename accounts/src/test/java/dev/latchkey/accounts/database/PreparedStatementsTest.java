package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.util.Duration;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

final class PreparedStatementsTest {
    private static final String LONG = "SELECT LENGTH('" + "x".repeat(4_000) + "') + :n";

    @Test
    void preparesAStatementOnceOnAConnectionHoweverLongItIs() {
        JdbcAddress address = TestDatabase.MARIADB.create("prepared_statements_test");
        DatabaseSettings settings =
                new DatabaseSettings(address.url(), address.user(), address.password(), 1, Duration.seconds(5));
        try (Database database = Database.open(settings, null)) {
            long before = database.withHandle(PreparedStatementsTest::prepared);

            for (int i = 0; i < 10; i++) {
                int n = i;
                assertThat(sum(database, n)).isEqualTo(4_000 + n);
            }

            assertThat(database.withHandle(PreparedStatementsTest::prepared)).isEqualTo(before + 1);
        }
    }

    private static int sum(Database database, int n) {
        return database.withHandle(handle ->
                handle.createQuery(LONG).bind("n", n).mapTo(Integer.class).one());
    }

    private static long prepared(Handle handle) {
        return handle.createQuery("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'")
                .map((row, context) -> row.getLong(2))
                .one();
    }
}
