package dev.latchkey.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Where a test database is and who may enter it.
 *
 * @param url the JDBC URL of one database
 * @param user a user with every right on the server
 * @param password that user's password
 */
public record JdbcAddress(String url, String user, String password) {

    /** Opens a connection; throws {@link SQLException} when the database refuses it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Shows the URL and the user, never the password. */
    @Override
    public String toString() {
        return "JdbcAddress[url=" + url + ", user=" + user + "]";
    }
}
