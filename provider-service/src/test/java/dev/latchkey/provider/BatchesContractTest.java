package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.store.JdbiStatusStore;
import dev.latchkey.provider.store.JdbiTokenStore;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a client that has many tokens. */
@OnEachDatabase
final class BatchesContractTest {
    private static final int TOKENS = 1_201;

    private final RunningProvider provider;

    BatchesContractTest(TestDatabase database) {
        // A database of its own: elsewhere other nodes might be faster.
        provider = RunningProvider.under(
                RunningProvider.SECRET, RunningProvider.migrated(database, "batches"), new TestClock());
    }

    @AfterEach
    void stop() {
        provider.stop();
    }

    @Test
    @Attack(305)
    void endsManyTokensAFewHundredAtATime() {
        TestClient client = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.of("read"), CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.OPAQUE));
        keepTokens(client);
        LargestDelete largest = new LargestDelete();
        SqlLogger before =
                provider.database().jdbi().getConfig(SqlStatements.class).getSqlLogger();
        provider.database().jdbi().setSqlLogger(largest);
        try {
            provider.registrations()
                    .clients()
                    .disable(new ClientId(client.id()), provider.clock().instant());
            Eventually.holds(() -> tokens(client) == 0);
        } finally {
            provider.database().jdbi().setSqlLogger(before);
        }
        assertThat(largest.rows.get()).isBetween(1L, 1_000L);
    }

    private void keepTokens(TestClient client) {
        JdbiTokenStore store =
                new JdbiTokenStore(provider.database(), new RevocationView(new JdbiStatusStore(provider.database())));
        RowIds ids = new RowIds(provider.clock(), new SecureRandom());
        Permission permission = new Permission(ScopeSet.of("read"), "http://localhost:8080");
        for (int i = 0; i < TOKENS; i++) {
            store.keep(new ClientToken(
                    ids.next(),
                    new ClientId(client.id()),
                    permission,
                    provider.clock().instant(),
                    provider.clock().instant().plus(Duration.ofHours(1))));
        }
    }

    private long tokens(TestClient client) {
        return provider.database()
                .withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM oauth_client_token WHERE client_id = :client")
                        .bind("client", new ClientId(client.id()).bytes())
                        .mapTo(Long.class)
                        .one());
    }

    /** The most rows that one statement deleted by their ids. */
    private static final class LargestDelete implements SqlLogger {
        private final AtomicLong rows = new AtomicLong();

        @Override
        public void logAfterExecution(StatementContext context) {
            String sql = String.valueOf(context.getRenderedSql());
            if (sql.startsWith("DELETE FROM oauth_client_token WHERE id IN")) {
                rows.accumulateAndGet(sql.split(",", -1).length, Math::max);
            }
        }

        @Override
        public void logException(StatementContext context, SQLException fault) {
            rows.set(Long.MAX_VALUE);
        }
    }
}
