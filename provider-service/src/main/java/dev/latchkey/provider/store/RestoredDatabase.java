package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import java.time.Instant;
import java.util.List;

/** Ends what a backup revives: what was revoked or replaced after it was made must not come back to life. */
public final class RestoredDatabase {
    private static final List<String> EMPTIED = List.of(
            "oauth_client_token",
            "oauth_session",
            "oauth_authorization_code",
            "oauth_pushed_request",
            "oauth_device_code",
            "oauth_consent");
    private static final String END_GRANTS = "UPDATE oauth_grant SET revoked_at = :now WHERE revoked_at IS NULL";

    private final Database database;

    public RestoredDatabase(Database database) {
        this.database = database;
    }

    /**
     * Ends every grant, opaque token, login session, code and remembered consent, and every assertion that a client may have
     * used already; how many grants those were.
     */
    public int endEverything(Instant now) {
        return database.inTransaction(handle -> {
            EMPTIED.forEach(table -> handle.execute("DELETE FROM " + table));
            JdbiUsedAssertions.forget(handle, now);
            return handle.createUpdate(END_GRANTS)
                    .bind("now", now.toEpochMilli())
                    .execute();
        });
    }
}
