package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.key.SigningKeyStore;
import dev.latchkey.provider.key.WrappedKey;
import dev.latchkey.provider.protocol.ByteString;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;

/** Signing keys in the table {@code oauth_signing_key}. */
public final class JdbiSigningKeyStore implements SigningKeyStore {
    private static final String SELECT =
            "SELECT slot, key_id, wrapped_key, created_at, activates_at FROM oauth_signing_key ORDER BY slot";
    private static final String INSERT = """
            INSERT INTO oauth_signing_key (slot, key_id, wrapped_key, created_at, activates_at)
            VALUES (:slot, :key_id, :wrapped_key, :created_at, :activates_at)""";
    private static final String REMOVE = "DELETE FROM oauth_signing_key WHERE slot = :slot AND key_id = :key_id";
    private static final String ACTIVATE =
            "UPDATE oauth_signing_key SET activates_at = :now WHERE slot = :slot AND key_id = :key_id";
    private static final String REWRAP = """
            UPDATE oauth_signing_key SET wrapped_key = :rewrapped
             WHERE slot = :slot AND key_id = :key_id AND wrapped_key = :wrapped_key""";

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
                        Rows.time(row, "created_at"),
                        Rows.time(row, "activates_at")))
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
                            .bind("activates_at", Rows.millis(key.activatesAt()))
                            .execute())
                    == 1;
        } catch (JdbiException e) {
            if (DatabaseFaults.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void remove(WrappedKey key) {
        database.withHandle(handle -> bindKey(handle.createUpdate(REMOVE), key).execute());
    }

    @Override
    public void activate(WrappedKey key, Instant now) {
        database.withHandle(handle -> bindKey(handle.createUpdate(ACTIVATE), key)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public boolean rewrap(WrappedKey key, ByteString wrapped) {
        return database.withHandle(handle -> bindKey(handle.createUpdate(REWRAP), key)
                        .bind("wrapped_key", key.wrapped().bytes())
                        .bind("rewrapped", wrapped.bytes())
                        .execute())
                == 1;
    }

    private static Update bindKey(Update update, WrappedKey key) {
        return update.bind("slot", key.slot()).bind("key_id", Rows.bytes(key.keyId()));
    }
}
