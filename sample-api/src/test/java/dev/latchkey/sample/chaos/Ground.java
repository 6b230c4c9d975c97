package dev.latchkey.sample.chaos;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.provider.bundle.Schema;
import dev.latchkey.sample.FreePorts;
import dev.latchkey.testing.Checkout;
import dev.latchkey.testing.FileTree;
import dev.latchkey.testing.FragileDatabase;
import dev.latchkey.testing.GaleraCluster;
import dev.latchkey.testing.JdbcAddress;
import io.dropwizard.util.Duration;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A database with the tables, a user and two clients in it, and what is needed to start servers over it. */
final class Ground implements AutoCloseable {
    static final String USER = "alice";
    static final String PASSWORD = "correct-horse-battery";
    static final String REDIRECT_URI = "https://app.example/cb";

    static final String TASK_TOKEN = "for-chaos-only-0123456789-abcdefghij";

    private static final String SECRET = "Zm9yLWNoYW9zLW9ubHktMDEyMzQ1Njc4OWFiY2RlZg";
    private static final Pattern CREATED = Pattern.compile("client_id: (\\S+)[\\s\\S]*client_secret: (\\S+)");

    /** A registered client. */
    record Client(String id, String secret) {}

    private final Closeable database;
    private final List<JdbcAddress> addresses;
    private final Path directory;
    private final Version version;
    private final int firstPort = FreePorts.firstOf(10);
    private Client web;
    private Client service;

    // The version is that of the commands.
    private Ground(Closeable database, List<JdbcAddress> addresses, Path directory, Version version) {
        this.database = database;
        this.addresses = addresses;
        this.directory = directory;
        this.version = version;
    }

    /** Makes one in an empty directory of that name; its database runs. */
    static Ground prepare(String name) throws Exception {
        return over(name, FragileDatabase.prepare());
    }

    /** The same over this server, which it starts. */
    static Ground over(String name, FragileDatabase database) throws Exception {
        database.start();
        return over(name, database, List.of(database.create("chaos")));
    }

    /** The same over this cluster; each provider prefers a node of its own. */
    static Ground over(String name, GaleraCluster cluster) throws Exception {
        cluster.create("chaos");
        return over(name, cluster, List.of(cluster.address("chaos", 0), cluster.address("chaos", 1)));
    }

    private static Ground over(String name, Closeable database, List<JdbcAddress> addresses) throws Exception {
        Path directory = emptied(name);
        copyJars(directory);
        migrate(addresses.get(0));
        Ground ground = new Ground(database, addresses, directory, current(directory));
        ground.populate();
        return ground;
    }

    /** The same over tables of an earlier version, which also made the user and the clients. */
    static Ground of(Version earlier, String name) throws Exception {
        FragileDatabase database = FragileDatabase.prepare();
        database.start();
        Path directory = emptied(name);
        copyJars(directory);
        Ground ground = new Ground(database, List.of(database.create("chaos")), directory, earlier);
        output(ground.command(earlier, "db", "migrate"));
        ground.populate();
        return ground;
    }

    private static Path emptied(String name) throws IOException {
        Path directory = Checkout.root().resolve("sample-api/target/chaos-" + name);
        FileTree.delete(directory);
        Files.createDirectories(directory);
        return directory;
    }

    private static Version current(Path directory) {
        return new Version(directory.resolve("provider.jar"), Checkout.root());
    }

    private static void migrate(JdbcAddress address) {
        DatabaseSettings settings =
                new DatabaseSettings(address.url(), address.user(), address.password(), 2, Duration.seconds(5));
        try (Database empty = Database.open(settings, null)) {
            Schema.migrate(empty);
        }
    }

    // A build beside running servers replaces the jars in target/.
    private static void copyJars(Path directory) throws IOException {
        Path root = Checkout.root();
        Path provider = root.resolve("provider-service/target/provider-service-app.jar");
        Path api = root.resolve("sample-api/target/sample-api-app.jar");
        Files.copy(provider, directory.resolve("provider.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(api, directory.resolve("sample-api.jar"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void populate() throws Exception {
        Process user = command("user", "create", USER, "--password=" + PASSWORD);
        Process first = command(
                "client",
                "create",
                "web",
                "--no-pkce",
                "--trusted",
                "--redirect-uri=" + REDIRECT_URI,
                "--grant=password",
                "--grant=refresh_token",
                "--grant=client_credentials",
                "--grant=authorization_code");
        Process second = command("client", "create", "service", "--grant=client_credentials", "--token-format=opaque");
        web = created(first);
        service = created(second);
        output(user);
    }

    private Process command(String... words) throws IOException {
        return command(version, words);
    }

    /** Starts a command of this version, whose output and errors are one. */
    Process command(Version of, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                of.jar().toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(of.home().toFile());
        builder.environment().putAll(environment(0));
        return builder.redirectErrorStream(true).start();
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(output);
        }
        return output;
    }

    private static Client created(Process process) throws Exception {
        String output = output(process);
        Matcher found = CREATED.matcher(output);
        if (!found.find()) {
            throw new AssertionError(output);
        }
        return new Client(found.group(1), found.group(2));
    }

    /** The variables of the provider of this number. */
    private Map<String, String> environment(int number) {
        JdbcAddress address = addresses.get(number % addresses.size());
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", address.url());
        environment.put("DATABASE_USER", address.user());
        environment.put("DATABASE_PASSWORD", address.password());
        environment.put("LATCHKEY_SECRET", SECRET);
        environment.put("ISSUER", issuer());
        environment.put("TASK_TOKEN", TASK_TOKEN);
        environment.put("PORT", Integer.toString(port(number)));
        environment.put("ADMIN_PORT", Integer.toString(port(number) + 1));
        return environment;
    }

    /** The first provider's own address, or that of a balancer. */
    String issuer() {
        return "http://127.0.0.1:" + firstPort + "/o";
    }

    /** A port of this ground's; the first is the issuer's. */
    int port(int number) {
        return firstPort + 2 * number;
    }

    /** Starts a provider on that port of the ground's. */
    ServerJar provider(int number) throws IOException {
        return provider(number, List.of(), Map.of());
    }

    ServerJar provider(int number, List<String> runner, Map<String, String> more) throws IOException {
        return provider(number, current(), runner, more);
    }

    /** Starts a provider of this version on that port of the ground's. */
    ServerJar provider(int number, Version of) throws IOException {
        return provider(number, of, List.of(), Map.of());
    }

    private ServerJar provider(int number, Version of, List<String> runner, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = environment(number);
        environment.putAll(more);
        return ServerJar.start(
                runner,
                of.jar(),
                of.configuration().toString(),
                port(number),
                directory.resolve("provider" + number + ".log"),
                environment);
    }

    /** The version that was built of these sources. */
    Version current() {
        return current(directory);
    }

    /** Starts the sample API on that port of the ground's. */
    ServerJar api(int number, Map<String, String> more) throws IOException {
        Map<String, String> environment = environment(number);
        environment.put("SAMPLE_API_PORT", Integer.toString(port(number)));
        environment.put("SAMPLE_API_ADMIN_PORT", Integer.toString(port(number) + 1));
        environment.putAll(more);
        return ServerJar.start(
                directory.resolve("sample-api.jar"),
                "sample-api/config.yml",
                port(number),
                directory.resolve("api" + number + ".log"),
                environment);
    }

    Path directory() {
        return directory;
    }

    /** Where the first provider's database is. */
    JdbcAddress address() {
        return addresses.get(0);
    }

    /** The one server that this ground is over. */
    FragileDatabase database() {
        if (database instanceof FragileDatabase server) {
            return server;
        }
        throw new IllegalStateException("This ground is over a cluster.");
    }

    /** The cluster that this ground is over. */
    GaleraCluster cluster() {
        if (database instanceof GaleraCluster cluster) {
            return cluster;
        }
        throw new IllegalStateException("This ground is over one server.");
    }

    /** Registers another confidential client with these options. */
    Client client(String name, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("client", "create", name));
        words.addAll(List.of(options));
        return created(command(words.toArray(String[]::new)));
    }

    /** A confidential client of all usual grants, whose tokens are JWTs. */
    Client web() {
        return web;
    }

    /** A client of its own tokens, which are opaque. */
    Client service() {
        return service;
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
