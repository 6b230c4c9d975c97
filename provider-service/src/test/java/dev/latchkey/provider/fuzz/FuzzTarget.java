package dev.latchkey.provider.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.http.Deadline;
import dev.latchkey.auth.http.FetchException;
import dev.latchkey.auth.introspection.ClientAuthentication;
import dev.latchkey.auth.introspection.IntrospectionClient;
import dev.latchkey.auth.introspection.IntrospectionEndpoint;
import dev.latchkey.auth.jose.IssuerMetadata;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.jose.JwtVerifier;
import dev.latchkey.auth.jose.LocalJwkSet;
import dev.latchkey.auth.jose.PublicKeySet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import dev.latchkey.provider.bundle.ProviderConfiguration;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.client.MemoryClientStore;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.clientauth.ClientProofs;
import dev.latchkey.provider.clientauth.PresentedCredentials;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.protocol.RedirectUriException;
import dev.latchkey.provider.protocol.RedirectUriMatch;
import dev.latchkey.provider.protocol.ServerSecrets;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.jackson.Jackson;
import jakarta.validation.Validation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** What reads bytes of strangers. Each target may refuse as it is meant to; anything else that is thrown is a fault. */
public enum FuzzTarget {
    /** The Authorization header at the token endpoint. */
    AUTHORIZATION("Basic YXBwOnNlY3JldA==", "basic  YQ==", "Bearer x", "Basic", "Basic %3A:%", "Basic YXBwJTNBMTo=") {
        @Override
        void run(String text) {
            try {
                AUTHENTICATOR.authenticate(PresentedCredentials.of(List.of(text), Parameters.parse(new byte[0])));
            } catch (OAuthException e) {
                return;
            }
        }
    },
    /** An access token that should be a JWT. */
    JWT("eyJhbGciOiJub25lIn0.e30.", "a.b.c", "..", "eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.e30.AAAA", "") {
        @Override
        void run(String text) {
            VERIFIER.verify(text);
            VERIFIER.verify(SIGNED.substring(0, Math.min(SIGNED.length(), text.length())) + text);
        }
    },
    /** The body of a form. */
    FORM("grant_type=client_credentials&scope=a+b", "a=%41&b=%c0%ae", "a=1&a=2", "%=%zz", "=&=&", "\u0000=\ud83d") {
        @Override
        void run(String text) {
            parse(text.getBytes(StandardCharsets.UTF_8));
            parse(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    },
    /** A redirect URI at registration and at the authorization endpoint. */
    REDIRECT_URI(
            "https://app.example/cb?x=1",
            "http://127.0.0.1:8080/",
            "com.example.app:/cb",
            "http://[::1]:1/",
            "//",
            "http://[::88888888888888888888.0.0.1]/") {
        @Override
        void run(String text) {
            try {
                MATCH.isRegistered(List.of(new RedirectUri(text)), text + "x");
            } catch (RedirectUriException e) {
                MATCH.isRegistered(List.of(LOOPBACK), text);
            }
        }
    },
    /** The keys of a client, registered or fetched. */
    JWKS(
            "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"kid\":\"1\"}]}",
            "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"},1,null,[]]}",
            "{\"keys\":{}}",
            "[]") {
        @Override
        void run(String text) {
            PublicKeySet.fetched(text.getBytes(StandardCharsets.UTF_8));
            try {
                PublicKeySet.registered(text);
            } catch (IllegalArgumentException e) {
                return;
            }
        }
    },
    /** What another provider answers about a token. */
    INTROSPECTION(
            "{\"active\":true,\"sub\":\"1\",\"exp\":1}",
            "{\"active\":\"true\"}",
            "{\"active\":1e999}",
            "{}",
            "[",
            "<html>") {
        @Override
        void run(String text) {
            SERVED.set(text.getBytes(StandardCharsets.UTF_8));
            new IntrospectionClient(
                            IntrospectionEndpoint.at(URI.create(ORIGIN + "/introspect")),
                            ClientAuthentication.basic("api", "secret"),
                            1,
                            InstantSource.system())
                    .introspect(new PresentedToken("opaque"));
        }
    },
    /** What another provider says of itself. */
    METADATA(
            "{\"issuer\":\"http://127.0.0.1\",\"jwks_uri\":\"https://a/b\"}",
            "{\"jwks_uri\":7}",
            "{\"issuer\":[]}",
            "{",
            "") {
        @Override
        void run(String text) {
            SERVED.set(text.replace("http://127.0.0.1", ORIGIN).getBytes(StandardCharsets.UTF_8));
            try {
                new IssuerMetadata(new IssuerUri(ORIGIN)).address("jwks_uri", Deadline.after(Duration.ofSeconds(5)));
            } catch (FetchException e) {
                return;
            }
        }
    },
    /** The configuration. */
    CONFIGURATION(
            "issuer: http://localhost:8000/o\nresources: [{identifier: \"http://a\", scopes: [{name: read}]}]\n",
            "issuer: 1\ntokens: {accessTokenLifetime: 1h, refreshGrace: -1s}\n",
            "branding: {name: x, colours: {}}\n",
            "signUp: {password: {minimumLength: 999}}\nkeys: []\n",
            "&a [*a]",
            "a: !!java.lang.Object {}") {
        @Override
        void run(String text) {
            ConfigurationSourceProvider source =
                    path -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            try {
                CONFIGURATIONS.build(source, "fuzz.yml");
            } catch (ConfigurationException | IOException e) {
                return;
            } catch (IllegalArgumentException e) {
                // Dropwizard hands the nothing that such a file says to the validator.
                if (!String.valueOf(e.getMessage()).startsWith("HV000116")) {
                    throw e;
                }
            }
        }
    };

    private static final AtomicReference<byte[]> SERVED = new AtomicReference<>(new byte[0]);
    private static final String ORIGIN = serve();
    private static final SigningKey KEY = SigningKey.generate(SigningAlgorithm.ES256);
    private static final String SIGNED = new dev.latchkey.auth.jose.JwtSigner(KEY).sign("at+jwt", Map.of("sub", "1"));
    private static final JwtVerifier VERIFIER = new JwtVerifier(
            new LocalJwkSet(() -> List.of(KEY.toPublicJwk())), List.of(SigningAlgorithm.values()), Set.of("at+jwt"));
    private static final RedirectUriMatch MATCH = new RedirectUriMatch(true);
    private static final RedirectUri LOOPBACK = new RedirectUri("http://127.0.0.1/cb");
    private static final ObjectMapper YAML = Jackson.newObjectMapper();
    private static final YamlConfigurationFactory<ProviderConfiguration> CONFIGURATIONS =
            new YamlConfigurationFactory<>(
                    ProviderConfiguration.class,
                    Validation.buildDefaultValidatorFactory().getValidator(),
                    YAML,
                    "no-override");
    private static final ClientAuthenticator AUTHENTICATOR = new ClientAuthenticator(
            new ClientCache(new MemoryClientStore()),
            ClientProofs.bySecret(
                    new ClientSecretHasher(ServerSecrets.parse("a-server-secret-of-tests-0123456789")),
                    (id, old, fresh) -> {},
                    InstantSource.fixed(Instant.EPOCH),
                    new SecureRandom()),
            event -> {});

    private final String seeds;

    FuzzTarget(String... seeds) {
        this.seeds = String.join("\n=====\n", seeds);
    }

    abstract void run(String text);

    List<String> seeds() {
        return List.of(seeds.split("\n=====\n", -1));
    }

    /** For Jazzer: makes what the targets need, which takes longer than an input may. */
    public static void fuzzerInitialize() {
        FuzzTarget.valueOf(System.getProperty("fuzz.target"));
    }

    /** For Jazzer: the target that the system property {@code fuzz.target} names. */
    public static void fuzzerTestOneInput(byte[] data) {
        FuzzTarget.valueOf(System.getProperty("fuzz.target")).run(new String(data, StandardCharsets.UTF_8));
    }

    /** Writes the seeds of a target into a directory. */
    public static void main(String[] arguments) throws IOException {
        List<String> seeds = valueOf(arguments[0]).seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.writeString(Path.of(arguments[1], "seed-" + i), seeds.get(i).replace("\ud83d", "?"));
        }
        // The thread of the server that answers the targets would keep the process.
        System.exit(0);
    }

    private static void parse(byte[] body) {
        try {
            Parameters.parse(body);
        } catch (OAuthException e) {
            return;
        }
    }

    private static String serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] body = SERVED.get();
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.setExecutor(java.util.concurrent.Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, "fuzz-server");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
