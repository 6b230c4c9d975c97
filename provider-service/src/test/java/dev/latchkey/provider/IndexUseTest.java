package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.purge.Purge;
import dev.latchkey.provider.store.JdbiExpiredRows;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With 100,000 grants in the database no statement reads more rows than it is about: the server's own log says so. */
final class IndexUseTest {
    private static final int GRANTS = 100_000;
    // Twice a batch of the purge.
    private static final int MANY_ROWS = 2 * Purge.BATCH;

    // H2 tells nobody how many rows it read.
    static List<TestDatabase> servers() {
        return TestDatabase.ofThisRun().stream()
                .filter(kind -> kind != TestDatabase.H2)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void noStatementReadsATable(TestDatabase kind) {
        RunningProvider provider = RunningProvider.on(kind);
        Http http = provider.http();
        TestClient client = register(provider);
        String user = provider.registrations().user();
        Answer first = logIn(http, client, user);
        multiplyGrants(provider);

        provider.database().jdbi().useHandle(handle -> {
            handle.execute("SET GLOBAL log_output = 'TABLE'");
            handle.execute("SET GLOBAL long_query_time = 0");
            handle.execute("TRUNCATE TABLE mysql.slow_log");
            handle.execute("SET GLOBAL slow_query_log = ON");
        });
        // Connections take the settings over when they are opened.
        RunningProvider newcomer = RunningProvider.another(kind);
        Http fresh = newcomer.http();
        Answer second = logIn(fresh, client, user);
        fresh.token(client, "grant_type", "refresh_token", "refresh_token", first.text("refresh_token"));
        fresh.token(client, "grant_type", "client_credentials");
        for (String path : List.of("/o/introspect/", "/o/revoke_token/")) {
            fresh.post(
                    path, Http.basic(client.id(), client.secret()), Http.encode("token", second.text("access_token")));
        }
        redeemACodeTwice(newcomer);
        provider.registrations().users().disable(provider.registrations().userId(user));
        provider.clock().advance(Duration.ofDays(1));
        new Purge(JdbiExpiredRows.all(newcomer.database()), provider.clock()).run();

        provider.database().jdbi().useHandle(handle -> handle.execute("SET GLOBAL slow_query_log = OFF"));

        assertThat(wasteful(provider)).isEmpty();
        assertThat(logged(provider)).contains("oauth_grant").contains("account_user");
    }

    private static void redeemACodeTwice(RunningProvider node) {
        Flow flow = new Flow(node);
        TestClient application = flow.confidential();
        String code = flow.code(flow.loggedIn(node.registrations().user()), application);
        assertThat(flow.redeem(application, code).status()).isEqualTo(200);
        assertThat(flow.redeem(application, code).status()).isEqualTo(400);
    }

    private static TestClient register(RunningProvider provider) {
        return provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(
                                ScopeSet.of("read"),
                                ScopeSet.of("read"),
                                GrantType.PASSWORD,
                                GrantType.REFRESH_TOKEN,
                                GrantType.CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.OPAQUE));
    }

    private static Answer logIn(Http http, TestClient client, String user) {
        return http.token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    /** Copies what is there until there are enough, each with another id, user and client. */
    private static void multiplyGrants(RunningProvider provider) {
        provider.database().jdbi().useHandle(handle -> {
            List<String> columns = handle.createQuery(
                            "SELECT column_name FROM information_schema.columns"
                                    + " WHERE table_schema = DATABASE() AND table_name = 'oauth_grant' ORDER BY ordinal_position")
                    .mapTo(String.class)
                    .list();
            String copied = columns.stream().map(IndexUseTest::copied).collect(Collectors.joining(", "));
            long there = count(provider);
            while (there < GRANTS) {
                handle.execute("INSERT INTO oauth_grant (" + String.join(", ", columns) + ") SELECT " + copied
                        + " FROM oauth_grant LIMIT " + (GRANTS - there));
                there = count(provider);
            }
            handle.execute("ANALYZE TABLE oauth_grant");
        });
    }

    private static String copied(String column) {
        return switch (column) {
            case "id" -> "RANDOM_BYTES(16)";
            case "user_id" -> "1000000 + FLOOR(RAND() * 1000000)";
            case "client_id" -> "RANDOM_BYTES(24)";
            case "expires_at" -> "expires_at + FLOOR(RAND() * 1000000)";
            default -> column;
        };
    }

    private static long count(RunningProvider provider) {
        return provider.database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM oauth_grant")
                        .mapTo(Long.class)
                        .one());
    }

    private static List<String> wasteful(RunningProvider provider) {
        return provider.database()
                .withHandle(handle -> handle.createQuery("SELECT CONCAT(rows_examined, ' rows: ', LEFT(sql_text, 300))"
                                + " FROM mysql.slow_log WHERE rows_examined > :many AND sql_text LIKE '%oauth%'")
                        .bind("many", MANY_ROWS)
                        .mapTo(String.class)
                        .list());
    }

    private static String logged(RunningProvider provider) {
        return provider.database()
                .withHandle(handle -> handle.createQuery("SELECT sql_text FROM mysql.slow_log")
                        .mapTo(String.class)
                        .list()
                        .toString());
    }
}
