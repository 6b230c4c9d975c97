package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.app.ApiApplication;
import dev.latchkey.benchmarks.app.CeilingApplication;
import dev.latchkey.benchmarks.app.Guard;
import dev.latchkey.benchmarks.app.RawServer;
import dev.latchkey.benchmarks.database.Grants;
import dev.latchkey.benchmarks.database.Inserts;
import dev.latchkey.benchmarks.database.Schema;
import dev.latchkey.benchmarks.load.LoadGenerator;
import dev.latchkey.benchmarks.load.Request;
import dev.latchkey.benchmarks.load.Throughput;
import dev.latchkey.benchmarks.load.Traffic;
import dev.latchkey.benchmarks.process.Program;
import dev.latchkey.benchmarks.process.Server;
import dev.latchkey.benchmarks.process.Workplace;
import dev.latchkey.benchmarks.report.Outcome;
import dev.latchkey.benchmarks.report.Scenario;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The servers that every run measures: two providers, one over a database of a thousand grants, the other over a copy
 * with a million; the framework with nothing in it; an API with each of three guards.
 */
final class Rig implements AutoCloseable {
    static final int CONNECTIONS = 16;
    static final String MACHINE = "grant_type=client_credentials&scope=read";

    private static final int FEW = 1_000;
    private static final Duration RACE_TIME = Duration.ofSeconds(5);
    private static final String USER = "alice";

    private final Workplace place;
    private final PrintStream progress;
    private final String secret = Secrets.random();
    private final List<Server> servers = new ArrayList<>();
    private final Schema schema;
    private final Inserts inserts;
    private final Installation installation;
    private final Registered jwt;
    private final Registered opaque;
    private final Grants few;
    private final Server provider;
    private final Grants many;
    private final Server providerOfMany;
    private final Server raw;
    private final Server ceiling;
    private final Map<Guard, Server> apis = new EnumMap<>(Guard.class);

    /** Starts everything; takes about a minute. */
    Rig(Workplace place, int manyGrants, PrintStream progress) {
        this.place = place;
        this.progress = progress;
        HandleSealer sealer = new HandleSealer(ServerSecrets.parse(secret));
        InstantSource clock = InstantSource.system();
        few = new Grants(sealer, FEW, clock.millis());
        many = new Grants(sealer, manyGrants, clock.millis());

        progress.println("Starting the database");
        schema = Schema.create("bench_few").withMemory();
        inserts = new Inserts(schema, CONNECTIONS);
        installation = new Installation(place, schema, secret);
        progress.println("Making its tables, a user and clients");
        installation.migrate();
        String password = Secrets.random();
        installation.createUser(USER, password);
        jwt = installation.createClient("bench-jwt", "jwt");
        opaque = installation.createClient("bench-opaque", "opaque");
        provider = keep(serve("provider", installation)).await();
        Schema copy = fill(sealer, "grant_type=password&scope=read&username=" + USER + "&password=" + password);
        progress.println("Starting the servers to compare with");
        providerOfMany = keep(serve("provider-many", installation.over(copy)));
        raw = keep(comparison("raw-jetty", place.server(RawServer.class)));
        ceiling = keep(comparison("ceiling", place.server(CeilingApplication.class, "server", "config.yml")));
        for (Guard guard : Guard.values()) {
            apis.put(guard, keep(api(guard)));
        }
        servers.forEach(Server::await);
    }

    private Schema fill(HandleSealer sealer, String login) {
        progress.println("Making " + many.count() + " grants");
        RowId first = grant(sealer, jwt, login);
        RowId second = grant(sealer, opaque, login);
        Schema copy = schema.copy("bench_many");
        few.fill(schema, first, second);
        many.fill(copy, first, second);
        return copy;
    }

    private RowId grant(HandleSealer sealer, Registered client, String login) {
        String token = tokens(provider, client).ask(login).path("refresh_token").asText();
        return sealer.open(HandleKind.REFRESH_TOKEN, token).orElseThrow().id();
    }

    private static Server serve(String name, Installation over) {
        int port = Program.freePort();
        return over.serve(name, port, port);
    }

    private Server comparison(String name, List<String> command) {
        int port = Program.freePort();
        return new Server(Program.start(place, name, command, Installation.ports(port)), port, "/");
    }

    private Server api(Guard guard) {
        int port = Program.freePort();
        Map<String, String> variables = Map.of(
                "ISSUER", Installation.issuer(provider.port()),
                "SAMPLE_API_PORT", String.valueOf(port),
                "SAMPLE_API_ADMIN_PORT", String.valueOf(Program.freePort()));
        List<String> command = place.server(ApiApplication.class, guard.name(), "server", "sample-api/config.yml");
        return new Server(Program.start(place, "api-" + guard, command, variables), port, "/");
    }

    private Server keep(Server server) {
        servers.add(server);
        return server;
    }

    /** What is measured, in this order: what is compared with each other stands together. */
    List<Scenario> scenarios() {
        Traffic form = Traffic.of(Request.post("/form", jwt.authorization(), MACHINE));
        Traffic forJwt = Traffic.of(Request.post(Installation.tokenPath(), jwt.authorization(), MACHINE));
        Traffic forOpaque = Traffic.of(Request.post(Installation.tokenPath(), opaque.authorization(), MACHINE));
        return List.of(
                load(Names.RAW, raw, form),
                load(Names.CEILING, ceiling, form),
                load(Names.JWT, provider, forJwt),
                load(Names.JWT_MANY, providerOfMany, forJwt),
                load(Names.INTROSPECTION, provider, new IntrospectionTraffic(few, opaque)),
                load(Names.INTROSPECTION_MANY, providerOfMany, new IntrospectionTraffic(many, opaque)),
                new Scenario(Names.INSERTS, inserts::run),
                load(Names.OPAQUE, provider, forOpaque),
                load(Names.OPAQUE_MANY, providerOfMany, forOpaque),
                load(Names.REFRESH, provider, new RefreshTraffic(few, jwt, CONNECTIONS)),
                load(Names.REFRESH_MANY, providerOfMany, new RefreshTraffic(many, jwt, CONNECTIONS)),
                load(Names.STOCK, api(apis, Guard.STOCK), withToken()),
                load(Names.OPEN, api(apis, Guard.OPEN), Traffic.of(Request.get("/users/1", ""))),
                load(Names.PROTECTED, api(apis, Guard.LATCHKEY), withToken()));
    }

    /** What says where the costs of a protected request come from. */
    List<Scenario> furtherScenarios() {
        return List.of(load(Names.OPEN_TO_TOKENS, api(apis, Guard.OPEN), withToken()));
    }

    private Traffic withToken() {
        return Traffic.of(
                Request.get("/users/1", "Bearer " + tokens(provider, jwt).accessToken(MACHINE)));
    }

    /** Races of two provider processes for the same refresh tokens, while one of them is under load. */
    Outcome exactlyOnce() {
        try (Server second = installation
                .serve("provider-second", Program.freePort(), provider.port())
                .await()) {
            LoadGenerator load = new LoadGenerator(provider.port(), CONNECTIONS, new IntrospectionTraffic(few, opaque));
            CompletableFuture<Throughput> loaded = CompletableFuture.supplyAsync(() -> load.run(RACE_TIME));
            Outcome outcome = new ExactlyOnce(few, tokens(provider, jwt), tokens(second, jwt)).run();
            progress.println("  beside " + loaded.join().count() + " introspections");
            return outcome;
        }
    }

    private static TokenClient tokens(Server server, Registered client) {
        return new TokenClient(server.port(), Installation.tokenPath(), client.authorization());
    }

    private static Server api(Map<Guard, Server> apis, Guard guard) {
        return Objects.requireNonNull(apis.get(guard));
    }

    private static Scenario load(String name, Server server, Traffic traffic) {
        return server.scenario(name, traffic, CONNECTIONS);
    }

    @Override
    public void close() throws SQLException {
        servers.forEach(Server::close);
        inserts.close();
    }
}
