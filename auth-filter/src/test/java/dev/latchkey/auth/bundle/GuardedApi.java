package dev.latchkey.auth.bundle;

import dev.latchkey.auth.Exchanges;
import dev.latchkey.auth.bearer.GuardedApplication;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** An API on a free port, with a section {@code bearerAuth} of one's own. */
final class GuardedApi implements AutoCloseable {
    private static final String SERVER = """
            server:
              applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
              adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
              requestLog: {appenders: []}
              shutdownGracePeriod: 0s
            logging: {level: WARN}
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final DropwizardTestSupport<GuardedApplication.Settings> api;

    /** Starts with this section, in the one-line form of YAML. */
    GuardedApi(String bearerAuth) {
        try {
            Path file = Files.createTempFile("api", ".yml");
            file.toFile().deleteOnExit();
            Files.writeString(file, SERVER + "bearerAuth: " + bearerAuth + "\n");
            api = new DropwizardTestSupport<>(
                    GuardedApplication.class,
                    file.toString(),
                    ConfigOverride.config("bearerAuth.endpoints.unruled", "close"));
            api.before();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path, String token) {
        return begin(path, token).join();
    }

    CompletableFuture<HttpResponse<String>> begin(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.getLocalPort() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return Exchanges.begin(client, request);
    }

    int status(String token) {
        return get("/users", token).statusCode();
    }

    Object gauge(String name) {
        return api.getEnvironment()
                .metrics()
                .getGauges()
                .get("dev.latchkey.auth." + name)
                .getValue();
    }

    boolean isHealthy(String check) {
        return api.getEnvironment().healthChecks().runHealthCheck(check).isHealthy();
    }

    @Override
    public void close() {
        api.after();
    }
}
