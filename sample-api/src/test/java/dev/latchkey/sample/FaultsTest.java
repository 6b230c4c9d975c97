package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.accounts.database.Migrations;
import dev.latchkey.sample.ApiClient.Answer;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.testing.DropwizardTestSupport;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class FaultsTest {
    private final JdbcAddress address;
    private final DatabaseSettings settings;

    FaultsTest(TestDatabase kind) {
        address = kind.create("faults");
        settings = new DatabaseSettings(address.url(), address.user(), address.password(), 2, null);
    }

    @Test
    void makesTheTablesOfAnEmbeddedDatabaseAndRefusesToMakeOthers() {
        if (!settings.isEmbedded()) {
            assertThatThrownBy(() -> RunningApi.start(address))
                    .hasMessageContaining("./latchkey db migrate")
                    .hasMessageNotContaining(address.password());
            return;
        }
        DropwizardTestSupport<SampleConfiguration> api = RunningApi.start(address);
        try (Database database = Database.open(settings, null)) {
            assertThat(Migrations.isCurrent(database, List.of(Migrations.ACCOUNTS)))
                    .isTrue();
        } finally {
            api.after();
        }
    }

    @Test
    @Attack(260)
    void saysNothingAboutItsInsidesWhenATableIsGone() {
        try (Database database = Database.open(settings, null)) {
            Migrations.migrate(database, List.of(Migrations.ACCOUNTS));
            DropwizardTestSupport<SampleConfiguration> api = RunningApi.start(address);
            try {
                database.withHandle(handle -> handle.execute("DROP TABLE account_membership"));
                database.withHandle(handle -> handle.execute("DROP TABLE account_user"));

                Answer answer = new ApiClient(
                                api.getLocalPort(),
                                RunningApi.ISSUER.token().scope("read").sign())
                        .get("/users/");

                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.error()).isEqualTo("server_error");
                assertThat(answer.text()).doesNotContain("account_user").doesNotContain("xception");
            } finally {
                api.after();
            }
        }
    }
}
