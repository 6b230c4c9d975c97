package dev.latchkey.benchmarks.database;

import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One database of the MariaDB server that runs as long as this JVM.
 *
 * @param name the database's
 * @param address where it is
 */
public record Schema(String name, JdbcAddress address) {
    // The tests' server is made to start fast; a million grants want memory, as they would have in production. Every
    // commit reaches the disk, here and there.
    private static final List<String> SETTINGS = List.of(
            "SET GLOBAL innodb_buffer_pool_size = 1073741824",
            "SET GLOBAL innodb_log_file_size = 268435456",
            "SET GLOBAL innodb_flush_log_at_trx_commit = 1");

    private static final String STILL_TAKING =
            "SELECT COUNT(*) FROM information_schema.global_status WHERE variable_name ="
                    + " 'INNODB_BUFFER_POOL_RESIZE_STATUS' AND variable_value NOT LIKE 'Completed%' AND variable_value <> ''";

    /** An empty database. */
    public static Schema create(String name) {
        return new Schema(name, TestDatabase.MARIADB.create(name));
    }

    /** Gives the server memory for a million grants; once. */
    public Schema withMemory() {
        execute(SETTINGS);
        awaitMemory();
        return this;
    }

    /** Another database with the same tables and rows. */
    public Schema copy(String copyName) {
        Schema copy = new Schema(copyName, TestDatabase.MARIADB.create(copyName));
        List<String> statements = new ArrayList<>();
        for (String table : texts("SHOW TABLES")) {
            statements.add("CREATE TABLE " + copyName + "." + table + " LIKE " + name + "." + table);
            statements.add("INSERT INTO " + copyName + "." + table + " SELECT * FROM " + name + "." + table);
        }
        execute(statements);
        return copy;
    }

    // The server takes the memory in the background, and refuses large statements until it has it.
    private void awaitMemory() {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (texts(STILL_TAKING).stream().anyMatch(text -> !text.equals("0"))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The database server did not take its memory within a minute.");
            }
            execute(List.of("DO SLEEP(0.1)"));
        }
    }

    void execute(List<String> statements) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + name + " refused a statement: " + e.getMessage(), e);
        }
    }

    /** The first column of what a query finds. */
    public List<String> texts(String query) {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + name + " refused a query.", e);
        }
    }
}
