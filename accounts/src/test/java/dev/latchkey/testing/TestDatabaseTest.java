package dev.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class TestDatabaseTest {

    private static final Map<TestDatabase, String> PRODUCTS =
            Map.of(TestDatabase.H2, "2.", TestDatabase.MARIADB, "11.4.5-MariaDB", TestDatabase.MYSQL, "8.0.33");

    private final TestDatabase database;

    TestDatabaseTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void isTheProductItIsNamedAfter() throws SQLException {
        try (Connection connection = database.create("kit_product").connect()) {
            assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith(PRODUCTS.get(database));
        }
    }

    @Test
    void takesATableAndARow() throws SQLException {
        try (Connection connection = database.create("kit_row").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (id BIGINT PRIMARY KEY, text VARCHAR(20))");
            statement.execute("INSERT INTO note VALUES (1, 'hello')");

            try (ResultSet rows = statement.executeQuery("SELECT text FROM note WHERE id = 1")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("hello");
            }
        }
    }

    @Test
    void isEmptyWhenMadeAgainByTheSameName() throws SQLException {
        makeNote();
        makeNote();
    }

    @Test
    void refusesANameThatIsNotPlain() {
        assertThatIllegalArgumentException().isThrownBy(() -> database.create("a; drop table b"));
    }

    @Test
    void keepsThePasswordOutOfText() {
        JdbcAddress address = new JdbcAddress("jdbc:x", "someone", "hunter22");

        assertThat(address.toString()).doesNotContain("hunter22");
    }

    @Test
    void isOnTheLoopbackInterface() throws SQLException {
        JdbcAddress address = database.create("kit_loopback");

        assertThat(address.url())
                .containsAnyOf("mem:", InetAddress.getLoopbackAddress().getHostAddress());
    }

    private void makeNote() throws SQLException {
        try (Connection connection = database.create("kit_again").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE note (id BIGINT PRIMARY KEY)");
        }
    }
}
