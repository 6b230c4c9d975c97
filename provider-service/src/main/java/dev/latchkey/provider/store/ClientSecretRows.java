package dev.latchkey.provider.store;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.protocol.ByteString;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The rows of {@code oauth_client_secret}: the higher the number, the newer the secret. */
final class ClientSecretRows {
    private static final String INSERT = """
            INSERT INTO oauth_client_secret (client_id, secret_number, secret_id, secret_hash, created_at, expires_at)
            VALUES (:client_id, :number, :secret_id, :hash, :created_at, :expires_at)""";
    private static final String SECRETS = """
            SELECT secret_id, secret_hash, created_at, expires_at FROM oauth_client_secret
             WHERE client_id = :client_id ORDER BY secret_number DESC""";
    private static final String NEWEST = """
            SELECT COALESCE(MAX(secret_number), 0) FROM oauth_client_secret WHERE client_id = :client_id""";
    private static final String EXPIRE = """
            UPDATE oauth_client_secret SET expires_at = :expires_at
             WHERE client_id = :client_id AND (expires_at IS NULL OR expires_at > :expires_at)""";
    private static final String DELETE_EXPIRED =
            "DELETE FROM oauth_client_secret WHERE client_id = :client_id AND expires_at <= :now";
    private static final String REKEY = """
            UPDATE oauth_client_secret SET secret_id = :secret_id, secret_hash = :hash
             WHERE client_id = :client_id AND secret_hash = :old_hash""";

    private static final String DELETE =
            "DELETE FROM oauth_client_secret WHERE client_id = :client_id AND secret_hash = :hash";
    private static final String DELETE_ALL = "DELETE FROM oauth_client_secret WHERE client_id = :client_id";

    private ClientSecretRows() {}

    static void insert(Handle handle, ClientId client, int number, ClientSecretHash secret) {
        handle.createUpdate(INSERT)
                .bind("client_id", client.bytes())
                .bind("number", number)
                .bind("secret_id", secret.secretId().bytes())
                .bind("hash", secret.hash().bytes())
                .bind("created_at", Rows.millis(secret.createdAt()))
                .bind("expires_at", Rows.millis(secret.expiresAt()))
                .execute();
    }

    static void insertNewest(Handle handle, ClientId client, ClientSecretHash secret) {
        int newest = handle.createQuery(NEWEST)
                .bind("client_id", client.bytes())
                .mapTo(Integer.class)
                .one();
        insert(handle, client, newest + 1, secret);
    }

    /** The secrets, newest first. */
    static List<ClientSecretHash> find(Handle handle, ClientId client) {
        return handle.createQuery(SECRETS)
                .bind("client_id", client.bytes())
                .map((row, context) -> new ClientSecretHash(
                        ByteString.of(row.getBytes("secret_id")),
                        ByteString.of(row.getBytes("secret_hash")),
                        Rows.time(row, "created_at"),
                        Rows.optionalTime(row, "expires_at").orElse(null)))
                .list();
    }

    /** Lets those that would live longer end at {@code end}, and deletes those that ended by {@code now}. */
    static void expire(Handle handle, ClientId client, Instant end, Instant now) {
        handle.createUpdate(EXPIRE)
                .bind("client_id", client.bytes())
                .bind("expires_at", end.toEpochMilli())
                .execute();
        handle.createUpdate(DELETE_EXPIRED)
                .bind("client_id", client.bytes())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    static boolean rekey(Handle handle, ClientId client, ClientSecretHash old, ClientSecretHash fresh) {
        return handle.createUpdate(REKEY)
                        .bind("client_id", client.bytes())
                        .bind("old_hash", old.hash().bytes())
                        .bind("secret_id", fresh.secretId().bytes())
                        .bind("hash", fresh.hash().bytes())
                        .execute()
                == 1;
    }

    static boolean delete(Handle handle, ClientId client, ClientSecretHash secret) {
        return handle.createUpdate(DELETE)
                        .bind("client_id", client.bytes())
                        .bind("hash", secret.hash().bytes())
                        .execute()
                == 1;
    }

    static void deleteAll(Handle handle, ClientId client) {
        handle.createUpdate(DELETE_ALL).bind("client_id", client.bytes()).execute();
    }
}
