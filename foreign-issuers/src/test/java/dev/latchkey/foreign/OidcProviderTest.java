package dev.latchkey.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;

/** node oidc-provider: JWT access tokens of RFC 9068 for a resource (RFC 8707). */
@Tag("slow-issuer")
class OidcProviderTest extends ForeignIssuerContract {
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "issuer.mjs");
    private static final long INSTALL_MINUTES = 5;

    private final int port = IssuerProcess.freePort();
    private final String issuer = "http://localhost:" + port;

    @Override
    IssuerProcess startIssuer() {
        Path directory = installed();
        return IssuerProcess.start(
                List.of("node", "issuer.mjs"),
                directory,
                Map.of("PORT", String.valueOf(port)),
                issuer + "/.well-known/openid-configuration",
                Duration.ofMinutes(1));
    }

    @Override
    String bearerAuth() {
        return DocumentedYaml.of(
                "use-with-other-issuers.md", "## node oidc-provider", "https://login.example.com", issuer);
    }

    @Override
    String token(String scope) {
        return token(scope, AUDIENCE);
    }

    @Override
    String tokenForAnotherApi() {
        return token("read", "https://other.example.com");
    }

    private String token(String scope, String resource) {
        JsonNode answer = Http.token(
                issuer + "/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "robot",
                        "client_secret", "secret",
                        "scope", scope,
                        "resource", resource));
        return answer.path("access_token").asText();
    }

    // As the lock file says, into target.
    private static Path installed() {
        Path directory = Path.of("target", "oidc-provider");
        try {
            Files.createDirectories(directory);
            for (String file : FILES) {
                Files.write(directory.resolve(file), Files.readAllBytes(Path.of("oidc-provider", file)));
            }
            Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("npm.log").toFile())
                    .start();
            if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                throw new IllegalStateException("npm ci fails: see " + directory.resolve("npm.log"));
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
