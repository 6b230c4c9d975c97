package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.clientauth.AssertionRules;
import dev.latchkey.provider.clientauth.UsedAssertions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Used assertions in {@code oauth_assertion_jti}: one INSERT decides, whichever node makes it. One row of another kind
 * says until when uses may be missing, after a restore; it goes by itself when that is past.
 */
public final class JdbiUsedAssertions implements UsedAssertions {
    private static final String INSERT = "INSERT INTO oauth_assertion_jti (id, expires_at) VALUES (:id, :expires_at)";
    private static final String DELETE = "DELETE FROM oauth_assertion_jti WHERE id = :id";
    private static final String SELECT = "SELECT expires_at FROM oauth_assertion_jti WHERE id = :id";
    // No assertion has this one: a zero is in each of theirs.
    private static final byte[] RESTORED = digest("restored");

    private final Database database;
    private volatile Instant forgottenUntil = Instant.EPOCH;

    public JdbiUsedAssertions(Database database) {
        this.database = database;
    }

    @Override
    public boolean isFirstUse(ClientId client, String jti, Instant expiresAt) {
        try {
            return database.withHandle(handle -> insert(handle, id(client, jti), expiresAt)) == 1;
        } catch (JdbiException e) {
            if (DatabaseFaults.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Instant forgottenUntil() {
        return forgottenUntil;
    }

    /** Reads whether the database was restored. */
    public void read() {
        forgottenUntil = database.withHandle(handle -> handle.createQuery(SELECT)
                .bind("id", RESTORED)
                .map((row, context) -> Rows.time(row, "expires_at"))
                .findOne()
                .orElse(Instant.EPOCH));
    }

    /** Notes that whatever was used before {@code now} may be forgotten. */
    static void forget(Handle handle, Instant now) {
        handle.createUpdate(DELETE).bind("id", RESTORED).execute();
        insert(handle, RESTORED, now.plus(AssertionRules.LONGEST_USE));
    }

    private static int insert(Handle handle, byte[] id, Instant expiresAt) {
        return handle.createUpdate(INSERT)
                .bind("id", id)
                .bind("expires_at", expiresAt.toEpochMilli())
                .execute();
    }

    // Of one length whatever the client sends; no client id holds a zero.
    private static byte[] id(ClientId client, String jti) {
        return digest(client.value() + '\0' + jti);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(Rows.bytes(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
