package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.RevocationStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.Query;

/** Ends grants in {@code oauth_grant} by user and by client, and opaque tokens in {@code oauth_client_token}. */
public final class JdbiRevocationStore implements RevocationStore {
    private static final int BATCH = 500;
    private static final int MAX_BATCHES = 4;
    private static final String OF_USER_AND_CLIENT = """
            SELECT id FROM oauth_grant WHERE user_id = :user_id AND client_id = :client_id AND revoked_at IS NULL
             LIMIT :limit""";
    private static final String OF_USER =
            "SELECT id FROM oauth_grant WHERE user_id = :user_id AND revoked_at IS NULL LIMIT :limit";
    // A code that is still on its way would make a grant after all.
    private static final String BURN_CODES_OF_USER =
            "UPDATE oauth_authorization_code SET burnt_at = :now WHERE user_id = :user_id AND burnt_at IS NULL";
    private static final String OF_CHANGED_USERS = """
            SELECT g.id FROM account_user u JOIN oauth_grant g ON g.user_id = u.id
             WHERE u.changed_at >= :since AND (u.enabled = FALSE OR u.version <> g.user_version)
               AND g.revoked_at IS NULL
             LIMIT :limit""";
    private static final String OF_DISABLED_CLIENTS = """
            SELECT g.id FROM oauth_client c JOIN oauth_grant g ON g.client_id = c.client_id
             WHERE c.changed_at >= :since AND c.enabled = FALSE AND g.revoked_at IS NULL
             LIMIT :limit""";
    private static final String TOKENS_OF_DISABLED_CLIENTS = """
            SELECT t.id FROM oauth_client c JOIN oauth_client_token t ON t.client_id = c.client_id
             WHERE c.changed_at >= :since AND c.enabled = FALSE
             LIMIT :limit""";
    private static final String FIND_TOKENS =
            "SELECT id, client_id, scope, audience, issued_at, expires_at FROM oauth_client_token WHERE id IN (";
    private static final String DELETE_TOKENS = "DELETE FROM oauth_client_token WHERE id IN (<ids>)";

    private final Database database;
    private final RevocationView view;
    private final Gathered<RowId, Optional<ClientToken>> finding;

    /**
     * Takes the database.
     *
     * @param view what this process knows of revocations; told of each after its commit
     */
    public JdbiRevocationStore(Database database, RevocationView view) {
        this.database = database;
        this.view = view;
        this.finding = new Gathered<>(this::findAll, database::isSilent);
    }

    @Override
    public void revokeGrants(long userId, ClientId client, Instant now) {
        endAll(
                OF_USER_AND_CLIENT,
                query -> query.bind("user_id", userId).bind("client_id", client.bytes()),
                grants -> end(grants, now));
    }

    @Override
    public void revokeGrants(long userId, Instant now) {
        database.withHandle(handle -> handle.createUpdate(BURN_CODES_OF_USER)
                .bind("user_id", userId)
                .bind("now", now.toEpochMilli())
                .execute());
        endAll(OF_USER, query -> query.bind("user_id", userId), grants -> end(grants, now));
    }

    @Override
    public boolean revokeOutdated(Instant since, Instant now) {
        Consumer<Query> bindings = query -> query.bind("since", since.toEpochMilli());
        boolean users = endSome(OF_CHANGED_USERS, bindings, grants -> end(grants, now));
        boolean clients = endSome(OF_DISABLED_CLIENTS, bindings, grants -> end(grants, now));
        boolean tokens = endSome(TOKENS_OF_DISABLED_CLIENTS, bindings, this::delete);
        return users && clients && tokens;
    }

    private void endAll(String sql, Consumer<Query> bindings, Consumer<List<RowId>> end) {
        boolean done = false;
        while (!done) {
            done = endSome(sql, bindings, end);
        }
    }

    private boolean endSome(String sql, Consumer<Query> bindings, Consumer<List<RowId>> end) {
        List<RowId> found = find(sql, bindings);
        for (int batch = 1; batch < MAX_BATCHES && found.size() == BATCH; batch++) {
            end.accept(found);
            found = find(sql, bindings);
        }
        end.accept(found);
        return found.size() < BATCH;
    }

    private List<RowId> find(String sql, Consumer<Query> bindings) {
        return database.withHandle(handle -> {
            Query query = handle.createQuery(sql).bind("limit", BATCH);
            bindings.accept(query);
            return query.map((row, context) -> RowId.of(row.getBytes("id"))).list();
        });
    }

    private void end(List<RowId> grants, Instant now) {
        view.mark(database.inTransaction(handle -> GrantRevocation.end(handle, grants, now)));
    }

    private void delete(List<RowId> tokens) {
        if (!tokens.isEmpty()) {
            database.withHandle(handle -> handle.createUpdate(DELETE_TOKENS)
                    .bindList("ids", tokens.stream().map(RowId::bytes).toList())
                    .execute());
        }
    }

    @Override
    public Optional<ClientToken> findClientToken(RowId id) {
        return finding.ask(id);
    }

    /** Finds several, in the order of their ids. */
    List<Optional<ClientToken>> findAll(List<RowId> ids) {
        List<RowId> padded = Rows.padded(ids);
        String sql = FIND_TOKENS + Rows.places(padded.size()) + ")";
        Map<RowId, ClientToken> found = new HashMap<>();
        database.withHandle(handle -> Rows.bindIds(handle.createQuery(sql), padded)
                        .map((row, context) -> JdbiLiveTokens.clientToken(row))
                        .list())
                .forEach(token -> found.put(token.id(), token));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    @Override
    public void revokeClientToken(RowId id) {
        delete(List.of(id));
    }
}
