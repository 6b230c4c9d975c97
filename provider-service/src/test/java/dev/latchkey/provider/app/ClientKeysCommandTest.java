package dev.latchkey.provider.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.provider.TestClock;
import dev.latchkey.provider.bundle.Schema;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.util.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code client create --jwks-uri}. */
@OnEachDatabase
final class ClientKeysCommandTest {
    private static final String SECRET = "Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZg";

    private final CommandLine latchkey;

    ClientKeysCommandTest(TestDatabase kind) {
        JdbcAddress address = kind.create("published");
        try (Database database = Database.open(
                new DatabaseSettings(address.url(), address.user(), address.password(), 4, Duration.seconds(5)),
                null)) {
            Schema.migrate(database);
        }
        latchkey = new CommandLine(address, SECRET, new TestClock());
    }

    @Test
    void registersAClientThatPublishesItsKeys() {
        CommandLine.Outcome created = create("--jwks-uri", "https://app.example/jwks?v=1");

        assertThat(created.failed()).as(created.err()).isFalse();
        assertThat(created.out()).doesNotContain("client_secret");
        assertThat(latchkey.run("client", "show", created.value("client_id")).value("jwks_uri"))
                .isEqualTo("https://app.example/jwks?v=1");
    }

    @Test
    @Attack({211, 213})
    void refusesAnAddressThatWouldNeverBeFetched() {
        for (String uri : List.of(
                "http://app.example/jwks",
                "https://app.example:8443/jwks",
                "https://127.0.0.1/jwks",
                "https://[::1]/jwks",
                "https://169.254.169.254/jwks",
                "ftp://app.example/jwks")) {
            CommandLine.Outcome refused = create("--jwks-uri", uri);

            assertThat(refused.failed()).as(uri).isTrue();
            assertThat(refused.err())
                    .contains("would never be fetched")
                    .contains("provider.outbound.allow")
                    .doesNotContain("\tat ");
        }
        assertThat(create("--jwks-uri", "https://user@app.example/jwks").err()).contains("must be an https URL");
        assertThat(create("--jwks-uri", "not a url").failed()).isTrue();
        assertThat(latchkey.run("client", "list").out()).isEmpty();
    }

    @Test
    void refusesKeysInTwoPlaces() {
        assertThat(create("--jwks-uri", "https://app.example/jwks", "--jwks", "keys.json")
                        .err())
                .contains("not both");
    }

    private CommandLine.Outcome create(String... options) {
        String[] words = {"client", "create", "App", "--grant", "client_credentials", "--auth-method", "private_key_jwt"
        };
        String[] all = java.util.Arrays.copyOf(words, words.length + options.length);
        System.arraycopy(options, 0, all, words.length, options.length);
        return latchkey.run(all);
    }
}
