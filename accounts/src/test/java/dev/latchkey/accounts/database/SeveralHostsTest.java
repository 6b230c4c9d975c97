package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.util.Duration;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A URL with several hosts, as a cluster has them; the first is lost. */
final class SeveralHostsTest {
    private static final int ALL_READS_AND_WRITES = 7;

    private Relay first;
    private Database database;

    @BeforeEach
    void open() throws Exception {
        JdbcAddress address = TestDatabase.MARIADB.create("several_hosts_test");
        URI server = URI.create(address.url().substring("jdbc:".length()));
        first = Relay.to(server.getPort());
        String url = "jdbc:mysql://127.0.0.1:" + first.port() + "," + server.getAuthority() + server.getPath();
        database = Database.open(
                new DatabaseSettings(url, address.user(), address.password(), 2, Duration.seconds(5)), null);
    }

    @AfterEach
    void close() {
        database.close();
        first.close();
    }

    @Test
    @Attack(136)
    void readsWhatOtherNodesCommittedOnTheNextHostToo() {
        assertThat(waitsFor()).isEqualTo(ALL_READS_AND_WRITES);
        assertThat(first.connections()).isPositive();

        first.close();

        assertThat(waitsFor()).isEqualTo(ALL_READS_AND_WRITES);
    }

    @Test
    void writesToTheNextHostToo() {
        database.withHandle(handle -> handle.execute("CREATE TABLE note (id BIGINT PRIMARY KEY)"));

        first.close();

        int written = database.inTransaction(handle -> handle.execute("INSERT INTO note VALUES (1)"));
        assertThat(written).isEqualTo(1);
    }

    @Test
    void connectsToTheNextHostWhereOneTakesConnectionsAndSaysNothing() throws Exception {
        JdbcAddress address = TestDatabase.MARIADB.create("several_hosts_test");
        URI server = URI.create(address.url().substring("jdbc:".length()));
        Properties options = new Properties();
        options.putAll(Map.of("connectTimeout", "500", "socketTimeout", "86400000"));
        options.putAll(Map.of("user", address.user(), "password", address.password()));

        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url =
                    "jdbc:mysql://127.0.0.1:" + mute.getLocalPort() + "," + server.getAuthority() + server.getPath();
            try (Connection connection = HostList.of(url, options).getConnection()) {
                assertThat(connection.getNetworkTimeout()).isEqualTo(86_400_000);
            }
        }
    }

    private int waitsFor() {
        return database.withHandle(handle -> handle.select("SELECT @@SESSION.wsrep_sync_wait")
                .mapTo(Integer.class)
                .one());
    }
}
