package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientCredentials;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Clients in the tables {@code oauth_client} and {@code oauth_client_secret}. */
public final class JdbiClientStore implements ClientStore {
    private static final String FIND =
            "SELECT " + ClientRows.COLUMNS + " FROM oauth_client WHERE client_id = :client_id";
    private static final String PAGE = "SELECT " + ClientRows.COLUMNS
            + " FROM oauth_client WHERE client_id > :after AND expires_at IS NULL ORDER BY client_id LIMIT :limit";
    private static final String DISABLE = """
            UPDATE oauth_client SET enabled = FALSE, version = version + 1, changed_at = :now
             WHERE client_id = :client_id""";
    private static final String RAISE_VERSION =
            "UPDATE oauth_client SET version = version + 1, changed_at = :now WHERE client_id = :client_id";
    private static final String ORIGINS = """
            SELECT client_id, origins FROM oauth_client WHERE enabled = TRUE AND origins IS NOT NULL""";
    private static final String IMPLICIT = """
            SELECT COUNT(*) FROM oauth_client
             WHERE OCTET_LENGTH(redirect_uris) > 0 AND enabled = TRUE AND implicit_allowed = TRUE""";
    private static final String CHANGED = "SELECT client_id, version FROM oauth_client WHERE changed_at >= :since";

    private static final String LONGEST_LIFETIME = "SELECT MAX(access_token_lifetime) FROM oauth_client";

    private final Database database;

    public JdbiClientStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Client> find(ClientId id) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("client_id", id.bytes())
                .map((row, context) -> ClientRows.read(handle, row))
                .findOne());
    }

    @Override
    public void register(Client client, Instant now) {
        database.inTransaction(handle -> {
            ClientRows.insert(handle, client, now.toEpochMilli());
            return client;
        });
    }

    @Override
    public List<Client> page(Optional<ClientId> after, int limit) {
        return database.withHandle(handle -> handle.createQuery(PAGE)
                .bind("after", after.map(ClientId::bytes).orElseGet(() -> new byte[0]))
                .bind("limit", limit)
                .map((row, context) -> ClientRows.read(handle, row))
                .list());
    }

    @Override
    public boolean disable(ClientId id, Instant now) {
        return database.withHandle(handle -> handle.createUpdate(DISABLE)
                        .bind("client_id", id.bytes())
                        .bind("now", now.toEpochMilli())
                        .execute())
                == 1;
    }

    @Override
    public Duration longestAccessTokenLifetime() {
        return database.withHandle(handle -> handle.createQuery(LONGEST_LIFETIME)
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO));
    }

    @Override
    public boolean addSecret(ClientId id, ClientSecretHash secret, Instant oldOnesEnd, Instant now) {
        return database.inTransaction(handle -> {
            // First of all, since it makes others who do the same wait.
            raiseVersion(handle, id, now);
            List<ClientSecretHash> live = ClientSecretRows.find(handle, id).stream()
                    .filter(kept -> kept.isLiveAt(now))
                    .toList();
            // A try before this one may have been committed, and its answer lost.
            if (live.stream().anyMatch(kept -> kept.hash().equals(secret.hash()))) {
                return true;
            }
            if (live.size() >= ClientCredentials.MAX_SECRETS) {
                return false;
            }
            ClientSecretRows.expire(handle, id, oldOnesEnd, now);
            ClientSecretRows.insertNewest(handle, id, secret);
            return true;
        });
    }

    @Override
    public void rekeySecret(ClientId id, ClientSecretHash old, ClientSecretHash fresh, Instant now) {
        database.inTransaction(handle -> {
            boolean found = ClientSecretRows.rekey(handle, id, old, fresh);
            if (found) {
                raiseVersion(handle, id, now);
            }
            return found;
        });
    }

    static void raiseVersion(Handle handle, ClientId id, Instant now) {
        handle.createUpdate(RAISE_VERSION)
                .bind("client_id", id.bytes())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    @Override
    public Map<ClientId, Set<String>> origins() {
        Map<ClientId, Set<String>> origins = new HashMap<>();
        database.withHandle(handle -> handle.createQuery(ORIGINS)
                .map((row, context) ->
                        origins.put(new ClientId(Rows.text(row, "client_id")), ClientRows.originsOf(row)))
                .list());
        origins.values().removeIf(Set::isEmpty);
        return origins;
    }

    @Override
    public boolean hasImplicit() {
        return database.withHandle(
                        handle -> handle.createQuery(IMPLICIT).mapTo(Long.class).one())
                > 0;
    }

    @Override
    public Map<ClientId, Long> changedSince(Instant since) {
        Map<ClientId, Long> versions = new HashMap<>();
        database.withHandle(handle -> handle.createQuery(CHANGED)
                .bind("since", since.toEpochMilli())
                .map((row, context) -> versions.put(new ClientId(Rows.text(row, "client_id")), row.getLong("version")))
                .list());
        return versions;
    }
}
