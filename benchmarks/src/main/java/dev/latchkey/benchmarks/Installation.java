package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.database.Schema;
import dev.latchkey.benchmarks.process.Program;
import dev.latchkey.benchmarks.process.Server;
import dev.latchkey.benchmarks.process.Workplace;
import java.util.HashMap;
import java.util.Map;

/**
 * The provider's jar over a database: its commands and its server.
 *
 * @param place where it runs
 * @param schema the database
 * @param secret the server secret; never shown
 */
record Installation(Workplace place, Schema schema, String secret) {
    /** The variables for what reads the provider's configuration: its ports. */
    static Map<String, String> ports(int port) {
        return Map.of("PORT", String.valueOf(port), "ADMIN_PORT", String.valueOf(Program.freePort()));
    }

    /** The issuer that the provider on this port is. */
    static String issuer(int port) {
        return "http://localhost:" + port + "/o";
    }

    /** The same over another database. */
    Installation over(Schema other) {
        return new Installation(place, other, secret);
    }

    /** Makes the tables. */
    void migrate() {
        command("db-migrate", "db", "migrate");
    }

    /** Makes a user. */
    void createUser(String name, String password) {
        command("user-create", "user", "create", name, "--password", password);
    }

    /** Makes a confidential client for all the grant types that are measured. */
    Registered createClient(String name, String format) {
        return Registered.from(command(
                "client-create-" + name,
                "client",
                "create",
                name,
                "--token-format",
                format,
                "--grant",
                "client_credentials",
                "--grant",
                "password",
                "--grant",
                "refresh_token"));
    }

    /** Starts the server of an issuer, which is on {@code port} or on another; it takes a while to answer. */
    Server serve(String name, int port, int issuerPort) {
        return serve(name, port, Map.of("ISSUER", issuer(issuerPort)));
    }

    /** Starts the server on {@code port} with more variables. */
    Server serve(String name, int port, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(ports(port));
        variables.put("ISSUER", issuer(port));
        variables.putAll(database());
        variables.putAll(more);
        Program program = Program.start(place, name, place.provider("server", "config.yml"), variables);
        return new Server(program, port, "/o/.well-known/oauth-authorization-server");
    }

    @Override
    public String toString() {
        return "Installation[schema=" + schema.name() + "]";
    }

    private String command(String name, String... arguments) {
        try (Program program = Program.start(place, name, place.provider(arguments), database())) {
            return program.output();
        }
    }

    private Map<String, String> database() {
        return Map.of(
                "DATABASE_URL", schema.address().url(),
                "DATABASE_USER", schema.address().user(),
                "DATABASE_PASSWORD", schema.address().password(),
                "LATCHKEY_SECRET", secret);
    }

    /** How the token endpoint is reached. */
    static String tokenPath() {
        return "/o/token/";
    }

    /** How tokens are introspected. */
    static String introspectionPath() {
        return "/o/introspect/";
    }
}
