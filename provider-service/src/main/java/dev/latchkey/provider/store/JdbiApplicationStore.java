package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.application.Application;
import dev.latchkey.provider.application.ApplicationKind;
import dev.latchkey.provider.application.ApplicationStore;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientCredentials;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.protocol.ByteString;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;

/** People's own applications: the rows of {@code oauth_client} that have an owner and were not deleted. */
public final class JdbiApplicationStore implements ApplicationStore {
    // More than anybody may be allowed to have.
    private static final int LIMIT = 1_000;
    private static final String SELECT = "SELECT " + ClientRows.COLUMNS
            + ", kind, created_at FROM oauth_client WHERE owner_id = :owner AND expires_at IS NULL";
    private static final String OF_OWNER = SELECT + " ORDER BY name, client_id LIMIT " + LIMIT;
    private static final String FIND = SELECT + " AND client_id = :client_id";
    // Nothing changes: it makes the owner's other registrations wait.
    private static final String LOCK_OWNER =
            "UPDATE account_user SET enabled = TRUE WHERE id = :owner AND enabled = TRUE";
    private static final String COUNT =
            "SELECT COUNT(*) FROM oauth_client WHERE owner_id = :owner AND expires_at IS NULL";
    private static final String OWN = """
            UPDATE oauth_client SET owner_id = :owner, kind = :kind WHERE client_id = :client_id""";
    private static final String RAISE_VERSION = """
            UPDATE oauth_client SET version = version + 1, changed_at = :now
             WHERE client_id = :client_id AND owner_id = :owner AND version = :version AND expires_at IS NULL""";
    private static final String DELETE = """
            UPDATE oauth_client
               SET enabled = FALSE, version = version + 1, changed_at = :now, expires_at = :forgotten_at
             WHERE client_id = :client_id AND owner_id = :owner""";

    private final Database database;

    public JdbiApplicationStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Application> of(long owner) {
        return database.withHandle(handle -> handle.createQuery(OF_OWNER)
                .bind("owner", owner)
                .map((row, context) -> read(handle, row))
                .list());
    }

    @Override
    public Optional<Application> find(long owner, ClientId id) {
        return database.withHandle(handle -> find(handle, owner, id));
    }

    private static Optional<Application> find(Handle handle, long owner, ClientId id) {
        return bound(handle.createQuery(FIND), owner, id)
                .map((row, context) -> read(handle, row))
                .findOne();
    }

    private static Application read(Handle handle, ResultSet row) throws SQLException {
        return new Application(
                ClientRows.read(handle, row),
                ApplicationKind.valueOf(row.getString("kind")),
                Rows.time(row, "created_at"));
    }

    private static <S extends SqlStatement<S>> S bound(S statement, long owner, ClientId id) {
        return statement.bind("owner", owner).bind("client_id", id.bytes());
    }

    @Override
    public Registration register(long owner, Application application, int most) {
        try {
            return database.inTransaction(handle -> register(handle, owner, application, most));
        } catch (JdbiException e) {
            if (!DatabaseFaults.isDuplicate(e)) {
                throw e;
            }
            return isOwn(owner, application.client()) ? Registration.DONE : Registration.SENT_BEFORE;
        }
    }

    private static Registration register(Handle handle, long owner, Application application, int most) {
        handle.createUpdate(LOCK_OWNER).bind("owner", owner).execute();
        int present = handle.createQuery(COUNT)
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one();
        if (present >= most && find(handle, owner, application.client().id()).isEmpty()) {
            return Registration.TOO_MANY;
        }
        ClientRows.insert(handle, application.client(), application.createdAt().toEpochMilli());
        bound(handle.createUpdate(OWN), owner, application.client().id())
                .bind("kind", application.kind().name())
                .execute();
        return Registration.DONE;
    }

    // The secret was drawn for this attempt: a row that has it was committed by a try whose answer was lost.
    private boolean isOwn(long owner, Client client) {
        Set<ByteString> drawn = hashes(client);
        return !drawn.isEmpty()
                && find(owner, client.id())
                        .filter(kept -> hashes(kept.client()).equals(drawn))
                        .isPresent();
    }

    private static Set<ByteString> hashes(Client client) {
        return client.credentials().secrets().stream()
                .map(ClientSecretHash::hash)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean change(long owner, Client changed, Instant now) {
        return database.inTransaction(handle -> {
            boolean won = raiseVersion(handle, owner, changed, now);
            if (won) {
                ClientRows.change(handle, changed);
            }
            return won || isThere(handle, owner, changed);
        });
    }

    private static boolean raiseVersion(Handle handle, long owner, Client client, Instant now) {
        return bound(handle.createUpdate(RAISE_VERSION), owner, client.id())
                        .bind("version", client.version())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    // A try before this one may have been committed, and its answer lost.
    private static boolean isThere(Handle handle, long owner, Client changed) {
        return find(handle, owner, changed.id())
                .map(Application::client)
                .filter(kept -> kept.version() == changed.version() + 1)
                .filter(kept -> kept.name().equals(changed.name()))
                .filter(kept -> kept.permissions().equals(changed.permissions()))
                .isPresent();
    }

    @Override
    public boolean delete(long owner, ClientId id, Instant now, Instant forgottenAt) {
        return database.inTransaction(handle -> {
            int deleted = bound(handle.createUpdate(DELETE), owner, id)
                    .bind("now", now.toEpochMilli())
                    .bind("forgotten_at", forgottenAt.toEpochMilli())
                    .execute();
            if (deleted == 1) {
                ClientSecretRows.deleteAll(handle, id);
            }
            return deleted == 1;
        });
    }

    @Override
    public SecretAddition addSecret(
            long owner, Client client, ClientSecretHash secret, Instant oldOnesEnd, Instant now) {
        return database.inTransaction(handle -> {
            boolean won = raiseVersion(handle, owner, client, now);
            List<ClientSecretHash> live = live(handle, client.id(), now);
            // A try before this one may have been committed, and its answer lost.
            if (live.stream().anyMatch(kept -> kept.hash().equals(secret.hash()))) {
                return SecretAddition.DONE;
            }
            if (!won) {
                return SecretAddition.CHANGED;
            }
            if (live.size() >= ClientCredentials.MAX_SECRETS) {
                return SecretAddition.TOO_MANY;
            }
            ClientSecretRows.expire(handle, client.id(), oldOnesEnd, now);
            ClientSecretRows.insertNewest(handle, client.id(), secret);
            return SecretAddition.DONE;
        });
    }

    private static List<ClientSecretHash> live(Handle handle, ClientId id, Instant now) {
        return ClientSecretRows.find(handle, id).stream()
                .filter(kept -> kept.isLiveAt(now))
                .toList();
    }

    @Override
    public boolean removeSecret(long owner, ClientId client, ClientSecretHash secret, Instant now) {
        return database.inTransaction(handle -> {
            if (find(handle, owner, client).isEmpty()) {
                return false;
            }
            // First of all, since it makes others who do the same wait.
            JdbiClientStore.raiseVersion(handle, client, now);
            return isSpare(secret, live(handle, client, now)) && ClientSecretRows.delete(handle, client, secret);
        });
    }

    // What ends by itself does not stand in for what does not: the client would be locked out when its time comes.
    private static boolean isSpare(ClientSecretHash secret, List<ClientSecretHash> live) {
        boolean lasts = live.stream().anyMatch(kept -> isSame(kept, secret) && kept.expiresAt() == null);
        return live.stream().anyMatch(kept -> isSame(kept, secret))
                && live.stream().anyMatch(kept -> !isSame(kept, secret) && (!lasts || kept.expiresAt() == null));
    }

    private static boolean isSame(ClientSecretHash one, ClientSecretHash other) {
        return one.hash().equals(other.hash());
    }
}
