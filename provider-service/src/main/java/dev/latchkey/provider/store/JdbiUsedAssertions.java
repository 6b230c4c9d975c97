package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.clientauth.UsedAssertions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jdbi.v3.core.JdbiException;

/** Used assertions in {@code oauth_assertion_jti}: one INSERT decides, whichever node makes it. */
public final class JdbiUsedAssertions implements UsedAssertions {
    private static final String INSERT = "INSERT INTO oauth_assertion_jti (id, expires_at) VALUES (:id, :expires_at)";

    private final Database database;

    public JdbiUsedAssertions(Database database) {
        this.database = database;
    }

    @Override
    public boolean isFirstUse(ClientId client, String jti, Instant expiresAt) {
        try {
            return database.withHandle(handle -> handle.createUpdate(INSERT)
                            .bind("id", id(client, jti))
                            .bind("expires_at", expiresAt.toEpochMilli())
                            .execute())
                    == 1;
        } catch (JdbiException e) {
            if (DatabaseFaults.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    // Of one length whatever the client sends; no client id holds a zero.
    private static byte[] id(ClientId client, String jti) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Rows.bytes(client.value() + '\0' + jti));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
