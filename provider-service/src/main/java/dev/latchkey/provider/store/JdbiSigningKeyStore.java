package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.key.SigningKeyStore;
import dev.latchkey.provider.key.WrappedKey;
import dev.latchkey.provider.protocol.ByteString;
import java.util.List;
import org.jdbi.v3.core.JdbiException;

/** Signing keys in the table {@code oauth_signing_key}. */
public final class JdbiSigningKeyStore implements SigningKeyStore {
    private static final String SELECT =
            "SELECT slot, key_id, wrapped_key, created_at FROM oauth_signing_key ORDER BY slot";
    private static final String INSERT = """
            INSERT INTO oauth_signing_key (slot, key_id, wrapped_key, created_at)
            VALUES (:slot, :key_id, :wrapped_key, :created_at)""";

    private final Database database;

    public JdbiSigningKeyStore(Database database) {
        this.database = database;
    }

    @Override
    public List<WrappedKey> all() {
        return database.withHandle(handle -> handle.createQuery(SELECT)
                .map((row, context) -> new WrappedKey(
                        row.getLong("slot"),
                        Rows.text(row, "key_id"),
                        ByteString.of(row.getBytes("wrapped_key")),
                        Rows.time(row, "created_at")))
                .list());
    }

    @Override
    public boolean add(WrappedKey key) {
        try {
            return database.withHandle(handle -> handle.createUpdate(INSERT)
                            .bind("slot", key.slot())
                            .bind("key_id", Rows.bytes(key.keyId()))
                            .bind("wrapped_key", key.wrapped().bytes())
                            .bind("created_at", Rows.millis(key.createdAt()))
                            .execute())
                    == 1;
        } catch (JdbiException e) {
            if (DatabaseFaults.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }
}
