package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.admin.ClientDirectory;
import dev.latchkey.provider.admin.ClientRow;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The rows of {@code oauth_client} that were not deleted, whoever owns them. */
public final class JdbiClientDirectory implements ClientDirectory {
    private static final byte[] FIRST = new byte[0];
    private static final String SELECT = """
            SELECT c.client_id, c.name, c.enabled, COALESCE(u.username, '') AS owner
              FROM oauth_client c LEFT JOIN account_user u ON u.id = c.owner_id
             WHERE c.expires_at IS NULL""";
    private static final String PAGE = SELECT + """
              AND c.client_id >= :beginning AND c.client_id < :end AND c.client_id > :after
             ORDER BY c.client_id LIMIT :limit""";
    private static final String NAMED = SELECT + """
              AND c.name_key >= :beginning AND c.name_key < :end AND c.name_key >= :after_key
              AND (c.name_key > :after_key OR c.client_id > :after)
             ORDER BY c.name_key, c.client_id LIMIT :limit""";
    private static final String OF_OWNER =
            SELECT + " AND c.owner_id = :owner AND c.client_id > :after ORDER BY c.client_id LIMIT :limit";
    private static final String ROW = SELECT + " AND c.client_id = :client_id";
    private static final String FIND =
            "SELECT " + ClientRows.COLUMNS + " FROM oauth_client WHERE client_id = :client_id AND expires_at IS NULL";
    private static final String SEEN = " WHERE client_id = :client_id AND version = :version AND expires_at IS NULL";
    private static final String RAISE_VERSION =
            "UPDATE oauth_client SET version = version + 1, changed_at = :now" + SEEN;
    private static final String ENABLE =
            "UPDATE oauth_client SET enabled = :enabled, version = version + 1, changed_at = :now" + SEEN;
    private static final String DELETE = """
            UPDATE oauth_client
               SET enabled = FALSE, version = version + 1, changed_at = :now, expires_at = :forgotten_at""" + SEEN;

    private final Database database;

    public JdbiClientDirectory(Database database) {
        this.database = database;
    }

    @Override
    public List<ClientRow> page(String beginning, Optional<ClientId> after, int limit) {
        return database.withHandle(handle -> within(handle.createQuery(PAGE), Rows.bytes(beginning), limit)
                .bind("after", after.map(ClientId::bytes).orElse(FIRST))
                .map((row, context) -> row(row))
                .list());
    }

    @Override
    public List<ClientRow> named(String beginning, Optional<ClientRow> after, int limit) {
        return database.withHandle(handle -> within(handle.createQuery(NAMED), ClientRows.nameKey(beginning), limit)
                .bind(
                        "after_key",
                        after.map(row -> ClientRows.nameKey(row.name())).orElse(FIRST))
                .bind("after", after.map(row -> row.id().bytes()).orElse(FIRST))
                .map((row, context) -> row(row))
                .list());
    }

    // The byte FF stands in no UTF-8: before it comes everything that begins so.
    private static Query within(Query query, byte[] beginning, int limit) {
        byte[] end = Arrays.copyOf(beginning, beginning.length + 1);
        end[beginning.length] = (byte) 0xff;
        return query.bind("beginning", beginning).bind("end", end).bind("limit", limit);
    }

    private static ClientRow row(ResultSet row) throws SQLException {
        return new ClientRow(
                new ClientId(Rows.text(row, "client_id")),
                row.getString("name"),
                row.getString("owner"),
                row.getBoolean("enabled"));
    }

    @Override
    public List<ClientRow> ofOwner(long user, Optional<ClientId> after, int limit) {
        return database.withHandle(handle -> handle.createQuery(OF_OWNER)
                .bind("owner", user)
                .bind("after", after.map(ClientId::bytes).orElse(FIRST))
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list());
    }

    @Override
    public Optional<ClientRow> row(ClientId id) {
        return database.withHandle(handle -> handle.createQuery(ROW)
                .bind("client_id", id.bytes())
                .map((row, context) -> row(row))
                .findOne());
    }

    @Override
    public Optional<Client> find(ClientId id) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("client_id", id.bytes())
                .map((row, context) -> ClientRows.read(handle, row))
                .findOne());
    }

    @Override
    public boolean change(Client changed, Instant now) {
        return database.inTransaction(handle -> {
            boolean won = seen(handle.createUpdate(RAISE_VERSION), changed.id(), changed.version(), now)
                            .execute()
                    == 1;
            if (won) {
                ClientRows.administer(handle, changed);
            }
            return won;
        });
    }

    @Override
    public boolean enable(ClientId id, long version, boolean enabled, Instant now) {
        return database.withHandle(handle -> seen(handle.createUpdate(ENABLE), id, version, now)
                        .bind("enabled", enabled)
                        .execute())
                == 1;
    }

    @Override
    public boolean delete(ClientId id, long version, Instant now, Instant forgottenAt) {
        return database.inTransaction(handle -> {
            boolean won = seen(handle.createUpdate(DELETE), id, version, now)
                            .bind("forgotten_at", forgottenAt.toEpochMilli())
                            .execute()
                    == 1;
            if (won) {
                ClientSecretRows.deleteAll(handle, id);
            }
            return won;
        });
    }

    private static Update seen(Update update, ClientId id, long version, Instant now) {
        return update.bind("client_id", id.bytes()).bind("version", version).bind("now", now.toEpochMilli());
    }
}
