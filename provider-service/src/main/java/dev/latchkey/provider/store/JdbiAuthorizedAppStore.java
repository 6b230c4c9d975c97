package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.account.AuthorizedApp;
import dev.latchkey.provider.account.AuthorizedAppStore;
import dev.latchkey.provider.client.ClientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people allowed, out of {@code oauth_grant} and {@code oauth_consent}; what was allowed deleted clients is gone. */
public final class JdbiAuthorizedAppStore implements AuthorizedAppStore {
    // More applications than anybody allowed something; withdrawing some brings up others.
    private static final int LIMIT = 500;
    private static final String GRANTS = """
            SELECT g.client_id, c.name, g.scope AS scopes, MIN(g.created_at) AS since,
                   MAX(g.access_issued_at) AS last_issued_at
              FROM oauth_grant g LEFT JOIN oauth_client c ON c.client_id = g.client_id
             WHERE g.user_id = :user_id AND g.revoked_at IS NULL AND c.expires_at IS NULL
               AND (g.expires_at > :now OR g.access_expires_at > :now)
             GROUP BY g.client_id, c.name, g.scope
             ORDER BY last_issued_at DESC LIMIT""" + " " + LIMIT;
    private static final String CONSENTS = """
            SELECT k.client_id, c.name, k.scopes, k.given_at AS since, NULL AS last_issued_at
              FROM oauth_consent k LEFT JOIN oauth_client c ON c.client_id = k.client_id
             WHERE k.user_id = :user_id AND c.expires_at IS NULL
             ORDER BY k.given_at DESC LIMIT""" + " " + LIMIT;

    private final Database database;

    public JdbiAuthorizedAppStore(Database database) {
        this.database = database;
    }

    @Override
    public List<AuthorizedApp> of(long userId, Instant now) {
        return database.withHandle(handle -> Stream.concat(
                        handle
                                .createQuery(GRANTS)
                                .bind("user_id", userId)
                                .bind("now", now.toEpochMilli())
                                .map((row, context) -> read(row))
                                .list()
                                .stream(),
                        handle
                                .createQuery(CONSENTS)
                                .bind("user_id", userId)
                                .map((row, context) -> read(row))
                                .list()
                                .stream())
                .toList());
    }

    private static AuthorizedApp read(ResultSet row) throws SQLException {
        ClientId client = new ClientId(Rows.text(row, "client_id"));
        return new AuthorizedApp(
                client,
                // A client that is kept elsewhere has no name here.
                Optional.ofNullable(row.getString("name")).orElse(client.value()),
                Rows.scope(row, "scopes"),
                Rows.time(row, "since"),
                Rows.optionalTime(row, "last_issued_at").orElse(null));
    }
}
