package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.LiveTokens;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.provider.token.StoredGrant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Looks tokens up by whom they were given to. */
public final class JdbiLiveTokens implements LiveTokens {
    private static final String OF_CLIENT = """
            SELECT id, client_id, scope, audience, issued_at, expires_at
              FROM oauth_client_token
             WHERE client_id = :client_id AND expires_at > :after
             ORDER BY expires_at DESC LIMIT\s""" + LIMIT;
    private static final String OF_USER = GrantRows.SELECT + """

             WHERE g.user_id = :user_id AND g.client_id = :client_id AND g.grant_type = :grant_type
               AND g.revoked_at IS NULL AND g.access_expires_at > :after AND g.user_version = :user_version
             ORDER BY g.access_expires_at DESC LIMIT\s""" + LIMIT;

    private final Database database;

    public JdbiLiveTokens(Database database) {
        this.database = database;
    }

    @Override
    public List<ClientToken> ofClient(ClientId client, Instant after) {
        return database.withHandle(handle -> handle.createQuery(OF_CLIENT)
                .bind("client_id", client.bytes())
                .bind("after", after.toEpochMilli())
                .map((row, context) -> clientToken(row))
                .list());
    }

    @Override
    public List<Grant> ofUser(ClientId client, GrantType grantType, GrantUser user, Instant after) {
        return database.withHandle(handle -> handle
                .createQuery(OF_USER)
                .bind("user_id", user.id())
                .bind("user_version", user.version())
                .bind("client_id", client.bytes())
                .bind("grant_type", Rows.bytes(grantType.value()))
                .bind("after", after.toEpochMilli())
                .map((row, context) -> GrantRows.read(row))
                .stream()
                .filter(StoredGrant::userEnabled)
                .map(StoredGrant::grant)
                .toList());
    }

    static ClientToken clientToken(ResultSet row) throws SQLException {
        return new ClientToken(
                RowId.of(row.getBytes("id")),
                new ClientId(Rows.text(row, "client_id")),
                new Permission(Rows.scope(row, "scope"), Rows.text(row, "audience")),
                Rows.time(row, "issued_at"),
                Rows.time(row, "expires_at"));
    }
}
