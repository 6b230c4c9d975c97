package dev.latchkey.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One server of a {@link GaleraCluster}, with data and ports of its own, run by a user who may do nothing else. */
final class GaleraNode {
    /** How many ports in a row a node takes: SQL, replication, and the two by which it catches up. */
    static final int PORTS = 4;

    private static final String UNPRIVILEGED = "nobody";
    private static final String READY = "Synchronized with group, ready for connections";
    private static final Pattern POSITION = Pattern.compile("Recovered position: (\\S+:-?\\d+)");
    private static final List<String> SYSTEM_TABLES =
            List.of("mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql");

    private final Path home;
    private final Path directory;
    private final int port;
    private final String peers;
    private ServerProcess server;

    /**
     * Describes a node that does not run.
     *
     * @param home where the programs are
     * @param directory its data, empty or as an earlier start left them
     * @param port the first of {@link #PORTS} ports
     * @param peers the replication addresses of all nodes
     */
    GaleraNode(Path home, Path directory, int port, String peers) {
        this.home = home;
        this.directory = directory;
        this.port = port;
        this.peers = peers;
    }

    int port() {
        return port;
    }

    /** Makes the empty data directory; the node that finds nothing in it takes all from the others. */
    void own() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        if (isPrivileged()) {
            run(new ProcessBuilder("chown", UNPRIVILEGED, directory.toString()));
        }
    }

    /** Makes the system tables and the tests' account, for the first node of a new cluster. */
    void bootstrap(String password) throws IOException, InterruptedException {
        List<String> command = base();
        command.addAll(List.of("--bootstrap", "--skip-networking"));
        Path script = Files.createTempFile(Checkout.databases(), "bootstrap", ".sql");
        try (OutputStream out = Files.newOutputStream(script)) {
            out.write(utf8("create database mysql;\nuse mysql;\nSET @auth_root_socket=NULL;\n"));
            for (String file : SYSTEM_TABLES) {
                Files.copy(home.resolve("usr/share/mysql").resolve(file), out);
            }
            out.write(utf8(SqlAccount.statements("BY '" + password + "'")));
        }
        run(new ProcessBuilder(command).redirectInput(script.toFile()));
        Files.delete(script);
    }

    /** Starts it as the first of a new cluster, or to join the others; returns when it takes part. */
    void start(boolean isFirst) throws IOException, InterruptedException {
        List<String> command = base();
        command.addAll(replication());
        command.addAll(List.of(
                "--port=" + port,
                "--skip-ssl",
                "--max-connections=500",
                isFirst ? "--wsrep-new-cluster" : "--wsrep-start-position=" + position()));
        // What is removed with the process is a directory for nothing: the data stay.
        Path nothing = Files.createTempDirectory(Checkout.databases(), "galera-run-");
        server = ServerProcess.start(command, nothing, READY);
    }

    // After a kill only the storage engine knows how far it came; without that the node would copy everything.
    private String position() throws IOException, InterruptedException {
        if (!Files.exists(directory.resolve("ibdata1"))) {
            return "00000000-0000-0000-0000-000000000000:-1";
        }
        List<String> command = base();
        command.addAll(replication());
        command.addAll(List.of("--wsrep-recover", "--skip-networking"));
        Matcher found = POSITION.matcher(run(new ProcessBuilder(command)));
        return found.find() ? found.group(1) : "00000000-0000-0000-0000-000000000000:-1";
    }

    /** Kills it, as {@code kill -9} does; returns when it is gone. */
    void kill() {
        if (server != null) {
            server.stop();
        }
    }

    private static boolean isPrivileged() {
        return System.getProperty("user.name").equals("root");
    }

    // The programs call each other and their libraries by name.
    private List<String> base() {
        Path usr = home.resolve("usr");
        return new ArrayList<>(List.of(
                "env",
                "LD_LIBRARY_PATH=" + usr.resolve("lib/x86_64-linux-gnu"),
                "PATH=" + usr.resolve("bin") + ":" + usr.resolve("sbin") + ":/usr/sbin:/usr/bin:/sbin:/bin",
                usr.resolve("sbin/mariadbd").toString(),
                "--no-defaults",
                "--user=" + (isPrivileged() ? UNPRIVILEGED : System.getProperty("user.name")),
                "--basedir=" + usr,
                "--datadir=" + directory,
                "--bind-address=127.0.0.1",
                "--socket=server.sock",
                "--skip-name-resolve",
                "--performance-schema=OFF",
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=16M",
                "--innodb-data-file-path=ibdata1:8M:autoextend"));
    }

    private List<String> replication() {
        String address = "127.0.0.1:";
        return List.of(
                "--binlog-format=ROW",
                "--default-storage-engine=InnoDB",
                "--innodb-autoinc-lock-mode=2",
                "--wsrep-on=ON",
                "--wsrep-provider=" + home.resolve("usr/lib/galera/libgalera_smm.so"),
                "--wsrep-cluster-name=latchkey-" + Integer.toHexString(peers.hashCode()),
                "--wsrep-cluster-address=gcomm://" + peers,
                "--wsrep-node-address=" + replicationAddress(port),
                "--wsrep-sst-method=rsync",
                "--wsrep-sst-receive-address=" + address + (port + 3),
                "--wsrep-provider-options=gmcast.listen_addr=tcp://" + replicationAddress(port) + ";ist.recv_addr="
                        + address + (port + 2) + ";gcache.size=64M");
    }

    /** Where a node whose first port this is meets the others. */
    static String replicationAddress(int port) {
        return "127.0.0.1:" + (port + 1);
    }

    private static String run(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("A program of the Galera cluster failed. All directories down to the checkout must be"
                    + " readable for everybody. It said: " + output);
        }
        return output;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
