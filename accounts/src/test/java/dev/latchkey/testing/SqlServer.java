package dev.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A MariaDB or MySQL server on a free loopback port, with data and password of its own. */
final class SqlServer implements DatabaseServer {

    static final String USER = "latchkey";

    private static final int ATTEMPTS = 3;

    private final int port;
    private final String password;

    private SqlServer(int port, String password) {
        this.port = port;
        this.password = password;
    }

    /** How one kind of server is prepared and started. */
    interface Kind {

        /** Fills an empty directory with a data directory that knows {@link #USER} by this password. */
        void prepare(Path directory, String password) throws IOException;

        /** The program and every argument but the port. */
        List<String> command(Path directory);
    }

    /** Starts a server of the kind; tries another port when somebody took the first meanwhile. */
    static SqlServer start(String name, Kind kind) {
        IllegalStateException failure = new IllegalStateException("The test server " + name + " does not start.");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return startOnce(name, kind);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    @Override
    public JdbcAddress create(String name) {
        try (Connection connection = address("").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("The test server could not make the database " + name + ".", e);
        }
        return address(name);
    }

    private static SqlServer startOnce(String name, Kind kind) throws IOException {
        String password = newPassword();
        Files.createDirectories(Checkout.databases());
        Path directory = Files.createTempDirectory(Checkout.databases(), name + "-data-");
        try {
            kind.prepare(directory, password);
            int port = freePort();
            List<String> command = new ArrayList<>(kind.command(directory));
            command.add("--port=" + port);
            ServerProcess.start(command, directory);
            return new SqlServer(port, password);
        } catch (IOException e) {
            FileTree.delete(directory);
            throw e;
        }
    }

    // Known to this JVM only: a server of another one, met on a port that changed hands, refuses it.
    private static String newPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JdbcAddress address(String database) {
        return new JdbcAddress("jdbc:mysql://127.0.0.1:" + port + "/" + database, USER, password);
    }
}
