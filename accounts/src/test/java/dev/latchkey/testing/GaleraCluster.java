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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A MariaDB Galera cluster of three nodes on loopback, out of Debian's packages, which {@code ./latchkey chaos} unpacks.
 * Each node can be killed and come back.
 */
public final class GaleraCluster implements Closeable {
    /** How many nodes there are. */
    public static final int NODES = 3;

    private static final String PASSWORD = "fragile-as-glass";
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 31_000;

    private final Path directory;
    private final List<GaleraNode> nodes;

    private GaleraCluster(Path directory, List<GaleraNode> nodes) {
        this.directory = directory;
        this.nodes = nodes;
    }

    /** Starts one with nothing in it; throws IOException when its programs are missing or fail. */
    public static GaleraCluster start() throws IOException, InterruptedException {
        Path home = Checkout.databases().resolve("galera");
        if (!Files.isExecutable(home.resolve("usr/sbin/mariadbd"))) {
            throw new IOException("Galera is not in " + home + ": ./latchkey chaos unpacks it there.");
        }
        Path directory = Files.createTempDirectory(Checkout.databases(), "galera-data-");
        GaleraCluster cluster = new GaleraCluster(directory, describe(home, directory));
        openForAll(directory);
        for (GaleraNode node : cluster.nodes) {
            node.own();
        }
        cluster.nodes.get(0).bootstrap(PASSWORD);
        cluster.nodes.get(0).start(true);
        cluster.nodes.get(1).start(false);
        cluster.nodes.get(2).start(false);
        return cluster;
    }

    private static List<GaleraNode> describe(Path home, Path directory) {
        int first = freePorts(NODES * GaleraNode.PORTS);
        List<Integer> ports = IntStream.range(0, NODES)
                .mapToObj(i -> first + i * GaleraNode.PORTS)
                .toList();
        String peers = ports.stream().map(GaleraNode::replicationAddress).collect(Collectors.joining(","));
        List<GaleraNode> nodes = new ArrayList<>();
        for (int port : ports) {
            nodes.add(new GaleraNode(home, directory.resolve("node-" + nodes.size()), port, peers));
        }
        return List.copyOf(nodes);
    }

    // A temporary directory is its maker's only, and the nodes' user is another.
    private static void openForAll(Path directory) throws IOException {
        if (!directory.toFile().setReadable(true, false) || !directory.toFile().setExecutable(true, false)) {
            throw new IOException("The permissions of " + directory + " could not be changed.");
        }
    }

    private static int freePorts(int count) {
        return ThreadLocalRandom.current()
                .ints(LOWEST_PORT, HIGHEST_PORT)
                .limit(1000)
                .filter(first -> IntStream.range(first, first + count).allMatch(GaleraCluster::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes an empty database. */
    public void create(String name) {
        try (Connection connection = address("", 0).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + name + " could not be made.", e);
        }
    }

    /** The database of that name on all nodes, this one first. */
    public JdbcAddress address(String name, int first) {
        String hosts = IntStream.range(0, NODES)
                .mapToObj(i -> "127.0.0.1:" + nodes.get((first + i) % NODES).port())
                .collect(Collectors.joining(","));
        return new JdbcAddress("jdbc:mysql://" + hosts + "/" + name, SqlServer.USER, PASSWORD);
    }

    /** Kills a node, as {@code kill -9} does; returns when it is gone. */
    public void kill(int node) {
        nodes.get(node).kill();
    }

    /** Starts killed nodes at the same time, over their data; returns when they take part. */
    public void startAgain(int... numbers) throws InterruptedException, IOException {
        ExecutorService threads = Executors.newFixedThreadPool(numbers.length);
        try {
            List<Future<Boolean>> starts = IntStream.of(numbers)
                    .mapToObj(number -> threads.submit(() -> startAgain(nodes.get(number))))
                    .toList();
            for (Future<Boolean> start : starts) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("A node did not come back.", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean startAgain(GaleraNode node) throws IOException, InterruptedException {
        node.start(false);
        return true;
    }

    /** Ends all nodes and removes their data. */
    @Override
    public void close() throws IOException {
        nodes.forEach(GaleraNode::kill);
        FileTree.delete(directory);
    }
}
