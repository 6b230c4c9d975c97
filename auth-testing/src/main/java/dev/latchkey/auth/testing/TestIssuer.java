package dev.latchkey.auth.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.bearer.BearerFeature;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.LocalJwkSet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import dev.latchkey.auth.validation.JwtTokenValidator;
import dev.latchkey.auth.validation.TokenExpectations;
import io.dropwizard.testing.ConfigOverride;
import jakarta.ws.rs.core.Feature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit 5 extension that is an issuer: metadata (RFC 8414), keys (RFC 7517) and a Token Status List on a free
 * loopback port, and tokens signed with its key.
 *
 * <p>It runs from its creation, so that the application under test can be configured with {@link #issuer} in a static
 * field, until the tests of the class are done:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestIssuer ISSUER = new TestIssuer("https://api.example");
 * }</pre>
 */
public final class TestIssuer implements AfterAllCallback, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final String audience;
    private final InstantSource clock;
    private final JwtSigner signer = new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256));
    private final HttpServer server;
    private final TestStatusList statusList;

    /**
     * Starts an issuer by the system's clock.
     *
     * @param audience the API its tokens are for, as in the API's configuration
     */
    public TestIssuer(String audience) {
        this(audience, InstantSource.system());
    }

    /** Starts an issuer by a clock of one's own, the same as the API's. */
    public TestIssuer(String audience, InstantSource clock) {
        this.audience = audience;
        this.clock = clock;
        this.server = server();
        serve("/.well-known/oauth-authorization-server", Map.of("issuer", issuer(), "jwks_uri", issuer() + "/jwks"));
        serve("/jwks", Map.of("keys", List.of(signer.key().toPublicJwk())));
        this.statusList = new TestStatusList(issuer() + "/status/1", signer, clock);
        server.createContext("/status/1", statusList::answer);
        server.start();
    }

    /** The issuer's URL: what the API under test is configured with, and the {@code iss} of the tokens. */
    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The API the tokens are for. */
    public String audience() {
        return audience;
    }

    /** Begins a token: as it stands a good one of the user {@code alice}, without scopes, for ten minutes. */
    public TestToken token() {
        return new TestToken(this, Map.of());
    }

    /**
     * Tokens that every API must answer with 401, by what is wrong with them: for a parameterized test, or a loop over
     * the endpoints. Each of them has these scopes, so that nothing else is wrong.
     *
     * @param scopes separated by single spaces
     */
    public Map<String, String> badTokens(String scopes) {
        TestToken good = token().scope(scopes);
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("expired", good.expired().sign());
        bad.put("for another API", good.wrongAudience().sign());
        bad.put("naming another issuer", good.foreignIssuer().sign());
        bad.put("signed with a foreign key", good.signWithForeignKey());
        bad.put("unsigned", good.unsigned());
        bad.put("an ID token", good.signAs("JWT"));
        bad.put("without a subject", good.without("sub").sign());
        bad.put("without an expiry", good.without("exp").sign());
        bad.put("cut short", good.sign().substring(1));
        bad.put("no JWT", "garbage");
        return bad;
    }

    /**
     * The lines of the API's configuration that name this issuer, for Dropwizard's test support.
     *
     * @param section the key of the filter's section, {@code bearerAuth} by convention
     * @param further other lines that the test changes
     */
    public ConfigOverride[] configure(String section, ConfigOverride... further) {
        List<ConfigOverride> lines = new ArrayList<>(List.of(further));
        lines.add(ConfigOverride.config(section + ".issuer", issuer()));
        lines.add(ConfigOverride.config(section + ".audience", audience));
        return lines.toArray(ConfigOverride[]::new);
    }

    /**
     * Guards resources in a test without HTTP, such as Dropwizard's {@code ResourceExtension}: the rules work as in
     * production and real tokens of this issuer are judged, but status lists are not asked.
     */
    public Feature guard() {
        return context -> {
            context.register(
                    BearerFeature.guarding(validator(), audience, clock).build());
            return true;
        };
    }

    /**
     * Revokes a token: within the API's {@code statusRefresh} it answers 401 to it.
     *
     * @param token as {@link TestToken#sign} gave it
     * @throws IllegalArgumentException if it is not a token of this issuer made {@link TestToken#revocable}
     */
    public void revoke(String token) {
        statusList.revoke(token);
    }

    /** Answers 503 for the status list from now on, as if it were out of reach. */
    public void stopStatus() {
        statusList.reachable(false);
    }

    /** Answers for the status list again. */
    public void startStatus() {
        statusList.reachable(true);
    }

    /** Stops the issuer; the keys an API has fetched stay good. */
    @Override
    public void close() {
        server.stop(0);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private TokenValidator validator() {
        return new JwtTokenValidator(
                new LocalJwkSet(() -> List.of(signer.key().toPublicJwk())),
                EnumSet.allOf(SigningAlgorithm.class),
                new TokenExpectations(issuer(), audience, TokenExpectations.DEFAULT_CLOCK_SKEW),
                clock);
    }

    JwtSigner signer() {
        return signer;
    }

    TestStatusList statusList() {
        return statusList;
    }

    InstantSource clock() {
        return clock;
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("No loopback port is free for the test issuer", e);
        }
    }

    private void serve(String path, Map<String, ?> document) {
        byte[] body = json(document);
        server.createContext(path, exchange -> answer(exchange, body));
    }

    private static byte[] json(Map<String, ?> document) {
        try {
            return JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps of text can be written as JSON", e);
        }
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
