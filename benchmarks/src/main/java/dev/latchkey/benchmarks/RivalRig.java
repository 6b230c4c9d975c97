package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.database.Schema;
import dev.latchkey.benchmarks.load.Request;
import dev.latchkey.benchmarks.load.Traffic;
import dev.latchkey.benchmarks.process.Program;
import dev.latchkey.benchmarks.process.Server;
import dev.latchkey.benchmarks.process.Workplace;
import dev.latchkey.benchmarks.report.Scenario;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Spring Authorization Server and Spring's resource server, as they come, with room for the tokens they keep. */
final class RivalRig implements AutoCloseable {
    private static final List<String> OPTIONS = List.of("-Xmx1g");
    private static final int DEFAULT_STRENGTH = 10;
    private static final int SALT_BYTES = 16;
    private static final String TOKENS = "/oauth2/token";
    private static final String INTROSPECTION = "/oauth2/introspect";
    private static final String MACHINE = "grant_type=client_credentials&scope=read";

    private final Workplace place;
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Registered jwt = new Registered("bench-jwt", Secrets.random());
    private final Registered opaque = new Registered("bench-opaque", Secrets.random());

    RivalRig(Workplace place, PrintStream progress) {
        this.place = place;
        progress.println("Starting rivals");
        Map<String, String> plain = secrets("{noop}" + jwt.secret(), "{noop}" + opaque.secret());
        start("spring-plain", "provider,plain", plain);
        start("spring-introspection", "provider,plain", plain);
        start("spring-bcrypt", "provider", secrets(bcrypt(jwt.secret()), bcrypt(opaque.secret())));
        Schema schema = Schema.create("bench_spring");
        Map<String, String> database = new HashMap<>(plain);
        database.put("DATABASE_URL", schema.address().url());
        database.put("DATABASE_USER", schema.address().user());
        database.put("DATABASE_PASSWORD", schema.address().password());
        start("spring-jdbc", "provider,plain,jdbc", database);
        startApi("api-open");
        startApi("api-jwt");
        startApi("api-opaque");
        servers.values().forEach(Server::await);
    }

    private void startApi(String profile) {
        Map<String, String> variables = new HashMap<>(secrets(jwt.secret(), opaque.secret()));
        variables.put(
                "PROVIDER_PORT", String.valueOf(server("spring-introspection").port()));
        start("spring-" + profile, profile, variables);
    }

    private static Map<String, String> secrets(String ofJwt, String ofOpaque) {
        return Map.of("JWT_CLIENT_SECRET", ofJwt, "OPAQUE_CLIENT_SECRET", ofOpaque);
    }

    private void start(String name, String profiles, Map<String, String> variables) {
        int port = Program.freePort();
        Map<String, String> all = new HashMap<>(variables);
        all.put("PORT", String.valueOf(port));
        all.put("SPRING_PROFILES_ACTIVE", profiles);
        Path jar = place.root().resolve("benchmarks/rivals/target/rivals.jar");
        Program program = Program.start(place, name, place.jar(jar, OPTIONS), all);
        servers.put(name, new Server(program, port, "/users/1"));
    }

    /** What is measured. */
    List<Scenario> scenarios() {
        byte[] forJwt = Request.post(TOKENS, jwt.authorization(), MACHINE);
        byte[] forOpaque = Request.post(TOKENS, opaque.authorization(), MACHINE);
        String jwtToken = token("spring-introspection", jwt);
        String opaqueToken = token("spring-introspection", opaque);
        return List.of(
                load(Names.SPRING_JWT, "spring-plain", forJwt),
                load(Names.SPRING_OPAQUE, "spring-plain", forOpaque),
                load(Names.SPRING_BCRYPT, "spring-bcrypt", forJwt),
                load(Names.SPRING_JDBC_JWT, "spring-jdbc", forJwt),
                load(Names.SPRING_JDBC_OPAQUE, "spring-jdbc", forOpaque),
                load(Names.SPRING_INTROSPECTION, "spring-introspection", introspection(opaqueToken)),
                load(Names.SPRING_JDBC_INTROSPECTION, "spring-jdbc", introspection(token("spring-jdbc", opaque))),
                load(Names.SPRING_OPEN, "spring-api-open", Request.get("/users/1", "")),
                load(Names.SPRING_GET_JWT, "spring-api-jwt", Request.get("/users/1", "Bearer " + jwtToken)),
                load(Names.SPRING_GET_OPAQUE, "spring-api-opaque", Request.get("/users/1", "Bearer " + opaqueToken)));
    }

    private byte[] introspection(String token) {
        return Request.post(INTROSPECTION, opaque.authorization(), "token=" + token);
    }

    private String token(String provider, Registered client) {
        return new TokenClient(server(provider).port(), TOKENS, client.authorization()).accessToken(MACHINE);
    }

    private Server server(String name) {
        return Objects.requireNonNull(servers.get(name), name);
    }

    private Scenario load(String scenario, String name, byte[] request) {
        return server(name).scenario(scenario, Traffic.of(request), Rig.CONNECTIONS);
    }

    private static String bcrypt(String secret) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return "{bcrypt}" + OpenBSDBCrypt.generate("2a", secret.toCharArray(), salt, DEFAULT_STRENGTH);
    }

    @Override
    public void close() {
        servers.values().forEach(Server::close);
    }
}
