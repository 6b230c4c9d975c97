package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.sample.ApiClient.Answer;
import dev.latchkey.testing.JdbcAddress;
import io.dropwizard.testing.DropwizardTestSupport;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostDatabaseTest {
    @TempDir
    private Path directory;

    private Server server;
    private DropwizardTestSupport<SampleConfiguration> api;
    private ApiClient client;

    @BeforeEach
    void start() throws SQLException {
        server = listenOn(0);
        String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./lost";
        api = RunningApi.start(new JdbcAddress(url, "sa", "hush"));
        client = new ApiClient(
                api.getLocalPort(),
                RunningApi.ISSUER.token().scope("read write groups").sign());
    }

    @AfterEach
    void stop() {
        api.after();
        server.stop();
    }

    @Test
    void asksToComeBackWhileTheDatabaseIsGoneAndRecoversWithIt() throws SQLException {
        assertThat(client.postForm("/users/", "username=foo&password=bar").status())
                .isEqualTo(201);
        int port = server.getPort();

        server.stop();
        for (Answer refused : new Answer[] {
            client.get("/users/"), client.postForm("/users/", "username=food&password=bar"), client.delete("/groups/1")
        }) {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.error()).isEqualTo("temporarily_unavailable");
            assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                    .isPositive();
            assertThat(refused.text())
                    .doesNotContain("xception")
                    .doesNotContain("h2")
                    .doesNotContain("hush");
        }

        server = listenOn(port);
        assertThat(client.get("/users/").json()).hasSize(1);
    }

    private Server listenOn(int port) throws SQLException {
        return Server.createTcpServer(
                        "-tcpPort", String.valueOf(port), "-ifNotExists", "-baseDir", directory.toString())
                .start();
    }
}
