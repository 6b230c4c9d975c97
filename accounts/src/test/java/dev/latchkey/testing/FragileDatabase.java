package dev.latchkey.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A MariaDB or MySQL server of a test's own that can be killed ({@code kill -9}) and started again over the same data, on the
 * same port, and be made to hang ({@code kill -STOP}).
 */
public final class FragileDatabase implements Closeable {
    private static final String PASSWORD = "fragile-as-glass";
    private static final String PID_FILE = "server.pid";

    private final SqlServer.Kind kind;
    private final Path directory;
    private final int port;
    private ServerProcess server;

    private FragileDatabase(SqlServer.Kind kind, Path directory, int port) {
        this.kind = kind;
        this.directory = directory;
        this.port = port;
    }

    /** Makes a data directory and a port for a server that does not run yet; throws IOException when it cannot be. */
    public static FragileDatabase prepare() throws IOException {
        return prepare(MariaDb.unpacked());
    }

    /** The same for a MySQL 8, which the build unpacks when {@code FULL=true}. */
    public static FragileDatabase prepareMySql() throws IOException {
        return prepare(MySql.unpacked());
    }

    private static FragileDatabase prepare(SqlServer.Kind kind) throws IOException {
        Files.createDirectories(Checkout.databases());
        Path directory = Files.createTempDirectory(Checkout.databases(), "fragile-data-");
        kind.prepare(directory, PASSWORD);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new FragileDatabase(kind, directory, socket.getLocalPort());
        }
    }

    /** Starts it and returns when it takes connections; throws IOException when it does not start. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(kind.command(directory));
        command.add("--port=" + port);
        command.add("--pid-file=" + PID_FILE);
        command.add("--max-connections=500");
        // What is removed with the process is a directory for nothing: the data stay.
        server = ServerProcess.start(command, Files.createTempDirectory(Checkout.databases(), "fragile-run-"));
    }

    /** Kills it, as {@code kill -9} does; returns when it is gone. */
    public void kill() {
        server.stop();
    }

    /** Lets it hang: connections stay open and nothing answers. */
    public void freeze() throws IOException {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        String pid = Files.readString(directory.resolve(PID_FILE)).strip();
        new ProcessBuilder("kill", "-" + name, pid).start().onExit().join();
    }

    /** Makes an empty database. */
    public JdbcAddress create(String name) {
        try (Connection connection = address("").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + name + " could not be made.", e);
        }
        return address(name);
    }

    /** Where the database of that name is or will be. */
    public JdbcAddress address(String name) {
        return new JdbcAddress("jdbc:mysql://127.0.0.1:" + port + "/" + name, SqlServer.USER, PASSWORD);
    }

    /** Ends it and removes its data. */
    @Override
    public void close() throws IOException {
        if (server != null) {
            server.stop();
        }
        FileTree.delete(directory);
    }
}
