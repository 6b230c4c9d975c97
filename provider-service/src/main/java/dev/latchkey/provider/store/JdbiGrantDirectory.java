package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.admin.GrantDirectory;
import dev.latchkey.provider.admin.GrantFilter;
import dev.latchkey.provider.admin.LiveGrant;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.ClientToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Live grants and tokens by user and by client. */
public final class JdbiGrantDirectory implements GrantDirectory {
    private static final byte[] FIRST = new byte[0];
    private static final String SELECT = """
            SELECT g.id, g.client_id, g.user_id, u.username, g.grant_type, g.scope, g.created_at, g.access_issued_at,
                   g.expires_at
              FROM oauth_grant g JOIN account_user u ON u.id = g.user_id
             WHERE g.revoked_at IS NULL AND g.expires_at > :now AND u.enabled = TRUE AND u.version = g.user_version
            """;
    private static final String GRANT = SELECT + " AND g.id = :id";
    private static final String OF_USER = " AND g.user_id = :user_id";
    private static final String OF_CLIENT = " AND g.client_id = :client_id";
    private static final String PAGE = " AND g.id > :after ORDER BY g.id LIMIT :limit";
    private static final String TOKENS = """
            SELECT id, client_id, scope, audience, issued_at, expires_at FROM oauth_client_token
             WHERE client_id = :client_id AND expires_at > :now AND id > :after ORDER BY id LIMIT :limit""";

    private final Database database;
    private final ClientEnding ending;

    /**
     * Takes the database.
     *
     * @param ending what ends the grants and tokens of a client
     */
    public JdbiGrantDirectory(Database database, ClientEnding ending) {
        this.database = database;
        this.ending = ending;
    }

    @Override
    public List<LiveGrant> grants(GrantFilter filter, Optional<RowId> after, Instant now, int limit) {
        String sql =
                SELECT + (filter.user() == null ? "" : OF_USER) + (filter.client() == null ? "" : OF_CLIENT) + PAGE;
        return database.withHandle(handle -> paged(bind(handle.createQuery(sql), filter), after, now, limit)
                .map((row, context) -> grant(row))
                .list());
    }

    private static Query bind(Query query, GrantFilter filter) {
        ClientId client = filter.client();
        Query byUser = filter.user() == null ? query : query.bind("user_id", filter.user());
        return client == null ? byUser : byUser.bind("client_id", client.bytes());
    }

    private static Query paged(Query query, Optional<RowId> after, Instant now, int limit) {
        return query.bind("now", now.toEpochMilli())
                .bind("after", after.map(RowId::bytes).orElse(FIRST))
                .bind("limit", limit);
    }

    private static LiveGrant grant(ResultSet row) throws SQLException {
        return new LiveGrant(
                RowId.of(row.getBytes("id")),
                new ClientId(Rows.text(row, "client_id")),
                row.getLong("user_id"),
                row.getString("username"),
                Rows.text(row, "grant_type"),
                Rows.text(row, "scope"),
                Rows.time(row, "created_at"),
                Rows.time(row, "access_issued_at"),
                Rows.time(row, "expires_at"));
    }

    @Override
    public Optional<LiveGrant> grant(RowId id, Instant now) {
        return database.withHandle(handle -> handle.createQuery(GRANT)
                .bind("id", id.bytes())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> grant(row))
                .findOne());
    }

    @Override
    public List<ClientToken> tokens(ClientId client, Optional<RowId> after, Instant now, int limit) {
        return database.withHandle(handle -> paged(handle.createQuery(TOKENS), after, now, limit)
                .bind("client_id", client.bytes())
                .map((row, context) -> JdbiLiveTokens.clientToken(row))
                .list());
    }

    @Override
    public boolean endAll(ClientId client, Instant now) {
        return ending.endAll(client, now);
    }
}
