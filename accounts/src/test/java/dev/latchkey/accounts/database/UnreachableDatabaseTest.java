package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreachableDatabaseTest {
    @Test
    void isUnavailableAndNotBroken() throws IOException {
        try (Database database =
                Database.open(DatabaseSettings.of("mysql://u:hush@127.0.0.1:" + freePort() + "/d"), null)) {
            assertThat(database.isHealthy()).isFalse();
            assertThat(database.isReachable()).isFalse();
            assertThatThrownBy(() -> database.withHandle(handle -> handle.execute("SELECT 1")))
                    .hasMessageNotContaining("hush")
                    .satisfies(fault ->
                            assertThat(DatabaseFaults.isUnavailable(fault)).isTrue());
            assertThatThrownBy(() -> Migrations.isCurrent(database, List.of(Migrations.ACCOUNTS)))
                    .satisfies(fault ->
                            assertThat(DatabaseFaults.isUnavailable(fault)).isTrue());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
