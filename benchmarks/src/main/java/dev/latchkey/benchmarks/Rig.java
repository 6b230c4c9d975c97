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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The servers that every run measures: two providers, one over a database of a thousand grants, the other over a copy
 * with a million; the framework with nothing in it; an API with each of three guards.
 */
final class Rig implements AutoCloseable {
    static final int CONNECTIONS = 16;

    private static final int FEW = 1_000;
    private static final Duration RACE_TIME = Duration.ofSeconds(5);
    private static final String USER = "alice";
    private static final String MACHINE = "grant_type=client_credentials&scope=read";

    private final Workplace place;
    private final PrintStream progress;
    private final String secret;
    private final List<Program> programs = new ArrayList<>();
    private final Schema schema;
    private final Inserts inserts;
    private final Installation installation;
    private final Registered jwt;
    private final Registered opaque;
    private final int fewPort = Program.freePort();
    private final Grants few;
    private final int manyPort = Program.freePort();
    private final Grants many;
    private final int rawPort = Program.freePort();
    private final int ceilingPort = Program.freePort();
    private final Map<Guard, Integer> apiPorts = new EnumMap<>(Guard.class);

    /** Starts everything; takes about a minute. */
    Rig(Workplace place, int manyGrants, PrintStream progress) {
        this.place = place;
        this.progress = progress;
        this.secret = Secrets.random();
        HandleSealer sealer = new HandleSealer(ServerSecrets.parse(secret));
        InstantSource clock = InstantSource.system();
        few = new Grants(sealer, FEW, clock.millis());
        many = new Grants(sealer, manyGrants, clock.millis());

        progress.println("Starting the database");
        schema = Schema.create("bench_few");
        inserts = new Inserts(schema, CONNECTIONS);
        installation = new Installation(place, schema, secret);
        progress.println("Making its tables, a user and clients");
        installation.migrate();
        String password = Secrets.random();
        installation.createUser(USER, password);
        jwt = installation.createClient("bench-jwt", "jwt");
        opaque = installation.createClient("bench-opaque", "opaque");
        programs.add(installation.serve("provider", fewPort, fewPort).awaitAnswer(fewPort, Installation.readyPath()));
        fill(sealer, "grant_type=password&scope=read&username=" + USER + "&password=" + password);
        startOthers();
    }

    private void fill(HandleSealer sealer, String login) {
        progress.println("Making " + many.count() + " grants");
        RowId first = grant(sealer, jwt, login);
        RowId second = grant(sealer, opaque, login);
        Schema copy = schema.copy("bench_many");
        few.fill(schema, first, second);
        many.fill(copy, first, second);
        programs.add(installation.over(copy).serve("provider-many", manyPort, manyPort));
    }

    private RowId grant(HandleSealer sealer, Registered client, String login) {
        String token = new TokenClient(fewPort, Installation.tokenPath(), client.authorization())
                .ask(login)
                .path("refresh_token")
                .asText();
        return sealer.open(HandleKind.REFRESH_TOKEN, token).orElseThrow().id();
    }

    private void startOthers() {
        progress.println("Starting the servers to compare with");
        start("raw-jetty", place.server(RawServer.class), Installation.ports(rawPort));
        start(
                "ceiling",
                place.server(CeilingApplication.class, "server", "config.yml"),
                Installation.ports(ceilingPort));
        for (Guard guard : Guard.values()) {
            apiPorts.put(guard, startApi(guard));
        }
        int last = programs.size() - 1;
        programs.get(last).awaitAnswer(port(Guard.LATCHKEY), "/");
        programs.get(last - 1).awaitAnswer(port(Guard.STOCK), "/");
        programs.get(last - 2).awaitAnswer(port(Guard.OPEN), "/");
        programs.get(last - 3).awaitAnswer(ceilingPort, "/");
        programs.get(last - 4).awaitAnswer(rawPort, "/");
        programs.get(1).awaitAnswer(manyPort, Installation.readyPath());
    }

    private int startApi(Guard guard) {
        int port = Program.freePort();
        Map<String, String> variables = new HashMap<>();
        variables.put("ISSUER", Installation.issuer(fewPort));
        variables.put("SAMPLE_API_PORT", String.valueOf(port));
        variables.put("SAMPLE_API_ADMIN_PORT", String.valueOf(Program.freePort()));
        start(
                "api-" + guard,
                place.server(ApiApplication.class, guard.name(), "server", "sample-api/config.yml"),
                variables);
        return port;
    }

    private void start(String name, List<String> command, Map<String, String> variables) {
        programs.add(Program.start(place, name, command, variables));
    }

    /** What is measured, in this order: what is compared with each other stands together. */
    List<Scenario> scenarios() {
        String token = tokens(fewPort).accessToken(MACHINE);
        byte[] form = Request.post("/form", jwt.authorization(), MACHINE);
        byte[] forJwt = Request.post(Installation.tokenPath(), jwt.authorization(), MACHINE);
        byte[] forOpaque = Request.post(Installation.tokenPath(), opaque.authorization(), MACHINE);
        byte[] anonymous = Request.get("/users/1", "");
        byte[] withToken = Request.get("/users/1", "Bearer " + token);
        return List.of(
                load(Names.RAW, rawPort, Traffic.of(form)),
                load(Names.CEILING, ceilingPort, Traffic.of(form)),
                load(Names.JWT, fewPort, Traffic.of(forJwt)),
                load(Names.JWT_MANY, manyPort, Traffic.of(forJwt)),
                load(Names.INTROSPECTION, fewPort, new IntrospectionTraffic(few, opaque)),
                load(Names.INTROSPECTION_MANY, manyPort, new IntrospectionTraffic(many, opaque)),
                new Scenario(Names.INSERTS, inserts::run),
                load(Names.OPAQUE, fewPort, Traffic.of(forOpaque)),
                load(Names.OPAQUE_MANY, manyPort, Traffic.of(forOpaque)),
                load(Names.REFRESH, fewPort, new RefreshTraffic(few, jwt, CONNECTIONS)),
                load(Names.REFRESH_MANY, manyPort, new RefreshTraffic(many, jwt, CONNECTIONS)),
                load(Names.STOCK, port(Guard.STOCK), Traffic.of(withToken)),
                load(Names.OPEN, port(Guard.OPEN), Traffic.of(anonymous)),
                load(Names.PROTECTED, port(Guard.LATCHKEY), Traffic.of(withToken)));
    }

    /** Races of two provider processes for the same refresh tokens, while one of them is under load. */
    Outcome exactlyOnce() {
        int port = Program.freePort();
        try (Program second =
                installation.serve("provider-second", port, fewPort).awaitAnswer(port, Installation.readyPath())) {
            LoadGenerator load = new LoadGenerator(fewPort, CONNECTIONS, new IntrospectionTraffic(few, opaque));
            CompletableFuture<Throughput> loaded = CompletableFuture.supplyAsync(() -> load.run(RACE_TIME));
            Outcome outcome = new ExactlyOnce(few, tokens(fewPort), tokens(port)).run();
            progress.println(
                    "  beside " + (long) loaded.join().perSecond() + " introspections a second, with " + second.name());
            return outcome;
        }
    }

    private TokenClient tokens(int port) {
        return new TokenClient(port, Installation.tokenPath(), jwt.authorization());
    }

    private int port(Guard guard) {
        return apiPorts.getOrDefault(guard, 0);
    }

    private static Scenario load(String name, int port, Traffic traffic) {
        return new Scenario(name, new LoadGenerator(port, CONNECTIONS, traffic)::run);
    }

    @Override
    public void close() throws SQLException {
        programs.forEach(Program::close);
        inserts.close();
    }
}
