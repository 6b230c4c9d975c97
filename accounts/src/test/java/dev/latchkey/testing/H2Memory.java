package dev.latchkey.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** H2 databases in this JVM's memory, kept until it ends. */
final class H2Memory implements DatabaseServer {

    @Override
    public JdbcAddress create(String name) {
        JdbcAddress address = new JdbcAddress("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
        } catch (SQLException e) {
            throw new IllegalStateException("H2 could not make the database " + name + ".", e);
        }
        return address;
    }
}
