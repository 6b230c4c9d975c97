package dev.latchkey.provider.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.application.ApplicationSettings;
import dev.latchkey.provider.authorize.AuthorizationSettings;
import dev.latchkey.provider.clientauth.ClientAssertionSettings;
import dev.latchkey.provider.device.DeviceSettings;
import dev.latchkey.provider.event.AuditSettings;
import dev.latchkey.provider.grant.PasswordAttemptSettings;
import dev.latchkey.provider.key.KeySettings;
import dev.latchkey.provider.login.SignUpSettings;
import dev.latchkey.provider.outbound.OutboundSettings;
import dev.latchkey.provider.overload.OverloadSettings;
import dev.latchkey.provider.page.BrandingSettings;
import dev.latchkey.provider.protocol.ByteString;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.provider.session.SessionSettings;
import dev.latchkey.provider.token.TokenSettings;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretFileTest {
    private static final String CONFIGURED = "2Kx0pVh3nq6uR8t+Wb/yZ1cD4eF5gH7iJ9kL0mN1oP0=";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:%s;AUTO_SERVER=TRUE", "jdbc:h2:file:%s", "jdbc:h2:%s;DB_CLOSE_DELAY=-1"})
    void keepsASecretBesideTheDatabaseForItsOwnerOnly(String url) throws IOException {
        String address = url.formatted(directory.resolve("data/latchkey"));

        ServerSecrets first = secrets(address, null);
        ServerSecrets second = secrets(address, null);

        Path file = directory.resolve("data/latchkey.secret");
        assertThat(second.sealing().id()).isEqualTo(first.sealing().id());
        assertThat(Files.readString(file)).matches("[A-Za-z0-9]{43}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void agreesAmongProcessesThatStartAtOnce() throws Exception {
        String address = "jdbc:h2:file:" + directory.resolve("latchkey");
        ExecutorService starts = Executors.newFixedThreadPool(16);
        try {
            Callable<ByteString> start = () -> secrets(address, null).sealing().id();
            List<Future<ByteString>> ids =
                    starts.invokeAll(Stream.generate(() -> start).limit(16).toList());
            for (Future<ByteString> id : ids) {
                assertThat(id.get()).isEqualTo(secrets(address, null).sealing().id());
            }
        } finally {
            starts.shutdownNow();
        }
    }

    @Test
    void prefersTheConfiguredSecretAndWritesNothing() {
        String address = "jdbc:h2:file:" + directory.resolve("latchkey");

        assertThat(secrets(address, CONFIGURED).sealing().id())
                .isEqualTo(ServerSecrets.parse(CONFIGURED).sealing().id());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void makesOneForADatabaseInMemoryEachTime() {
        assertThat(secrets("jdbc:h2:mem:test", " ").sealing().id())
                .isNotEqualTo(secrets("jdbc:h2:mem:test", null).sealing().id());
    }

    @Test
    void refusesAFileThatSomebodySpoilt() throws IOException {
        Files.writeString(directory.resolve("latchkey.secret"), "short");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> secrets("jdbc:h2:file:" + directory.resolve("latchkey"), null))
                .withMessageStartingWith("A server secret has at least 32 random characters");
    }

    @Test
    void knowsWhichDatabasesNeedAConfiguredOne() {
        for (String url : List.of("jdbc:h2:./x", "jdbc:h2:~/x", "jdbc:h2:/x", "jdbc:h2:file:x", "jdbc:h2:mem:x")) {
            assertThat(SecretFile.mustBeConfigured(DatabaseSettings.of(url)))
                    .as(url)
                    .isFalse();
        }
        for (String url : List.of("jdbc:h2:tcp://db/x", "jdbc:h2:ssl://db/x", "mysql://db/x")) {
            assertThat(SecretFile.mustBeConfigured(DatabaseSettings.of(url)))
                    .as(url)
                    .isTrue();
        }
    }

    private static ServerSecrets secrets(String url, String configured) {
        return SecretFile.secrets(
                new ProviderConfiguration(
                        "https://id.example",
                        false,
                        configured,
                        DatabaseSettings.of(url),
                        SigningAlgorithm.ES256,
                        KeySettings.defaults(),
                        TokenSettings.defaults(),
                        PurgeSettings.defaults(),
                        AuditSettings.defaults(),
                        ClientAssertionSettings.defaults(),
                        List.of(),
                        SignUpSettings.defaults(),
                        PasswordAttemptSettings.defaults(),
                        SessionSettings.defaults(),
                        AuthorizationSettings.defaults(),
                        DeviceSettings.defaults(),
                        ApplicationSettings.defaults(),
                        OutboundSettings.defaults(),
                        BrandingSettings.defaults(),
                        OverloadSettings.defaults(),
                        Duration.seconds(0)),
                new SecureRandom());
    }
}
