package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.device.DeviceCode;
import dev.latchkey.provider.device.DeviceCodeStore;
import dev.latchkey.provider.device.DeviceDecision;
import dev.latchkey.provider.device.StoredDeviceCode;
import dev.latchkey.provider.device.UserCode;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.Permission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Device codes in {@code oauth_device_code}. */
public final class JdbiDeviceCodeStore implements DeviceCodeStore {
    private static final String INSERT = """
            INSERT INTO oauth_device_code (id, user_code, client_id, scope, audience, decision, poll_interval,
                polled_at, valid_until, expires_at)
            VALUES (:id, :user_code, :client_id, :scope, :audience, 'PENDING', :poll_interval, 0, :valid_until,
                :expires_at)""";
    private static final String CODE = "d.id, d.user_code, d.client_id, d.scope, d.audience, d.valid_until";
    private static final String FIND = "SELECT " + CODE + """
            , d.decision, d.poll_interval, d.polled_at, d.user_id, d.user_version, u.username, u.enabled, u.version
              FROM oauth_device_code d LEFT JOIN account_user u ON u.id = d.user_id
             WHERE d.id = :id""";
    private static final String POLLED =
            "UPDATE oauth_device_code SET poll_interval = :poll_interval, polled_at = :now WHERE id = :id";
    private static final String CLAIM = """
            UPDATE oauth_device_code SET user_id = :user_id, user_version = :user_version
             WHERE user_code = :user_code AND decision = 'PENDING' AND valid_until > :now
               AND (user_id IS NULL OR user_id = :user_id)""";
    private static final String CLAIMED =
            "SELECT " + CODE + " FROM oauth_device_code d WHERE d.user_code = :user_code AND d.user_id = :user_id";
    private static final String DECIDE = """
            UPDATE oauth_device_code SET decision = :decision
             WHERE id = :id AND decision = 'PENDING' AND user_id = :user_id AND valid_until > :now""";
    private static final String REDEEM = """
            UPDATE oauth_device_code SET decision = 'REDEEMED', redeemed_by = :attempt
             WHERE id = :id AND decision = 'ALLOWED' AND valid_until > :now
               AND EXISTS (SELECT 1 FROM account_user u
                            WHERE u.id = :user_id AND u.enabled = TRUE AND u.version = :user_version)""";
    private static final String REDEEMED_BY =
            "SELECT COUNT(*) FROM oauth_device_code WHERE id = :id AND redeemed_by = :attempt";

    private final Database database;

    public JdbiDeviceCodeStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean keep(DeviceCode code, int interval, Instant keptUntil) {
        try {
            database.withHandle(handle -> handle.createUpdate(INSERT)
                    .bind("id", code.id().bytes())
                    .bind("user_code", Rows.bytes(code.userCode().letters()))
                    .bind("client_id", code.client().bytes())
                    .bind("scope", Rows.bytes(code.permission().scope().toString()))
                    .bind("audience", Rows.bytes(code.permission().audience()))
                    .bind("poll_interval", interval)
                    .bind("valid_until", code.validUntil().toEpochMilli())
                    .bind("expires_at", keptUntil.toEpochMilli())
                    .execute());
            return true;
        } catch (JdbiException e) {
            if (DatabaseFaults.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<StoredDeviceCode> find(RowId id) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", id.bytes())
                .map((row, context) -> stored(row))
                .findOne());
    }

    private static StoredDeviceCode stored(ResultSet row) throws SQLException {
        long version = row.getLong("user_version");
        String username = row.getString("username");
        return new StoredDeviceCode(
                code(row),
                DeviceDecision.valueOf(row.getString("decision")),
                username == null ? null : new GrantUser(row.getLong("user_id"), username, version),
                row.getBoolean("enabled") && row.getLong("version") == version,
                row.getInt("poll_interval"),
                Rows.time(row, "polled_at"));
    }

    private static DeviceCode code(ResultSet row) throws SQLException {
        return new DeviceCode(
                RowId.of(row.getBytes("id")),
                new UserCode(Rows.text(row, "user_code")),
                new ClientId(Rows.text(row, "client_id")),
                new Permission(Rows.scope(row, "scope"), Rows.text(row, "audience")),
                Rows.time(row, "valid_until"));
    }

    @Override
    public void polled(RowId id, int interval, Instant now) {
        database.withHandle(handle -> handle.createUpdate(POLLED)
                .bind("id", id.bytes())
                .bind("poll_interval", interval)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public Optional<DeviceCode> claim(UserCode userCode, long userId, long userVersion, Instant now) {
        return database.inTransaction(handle -> {
            int claimed = handle.createUpdate(CLAIM)
                    .bind("user_code", Rows.bytes(userCode.letters()))
                    .bind("user_id", userId)
                    .bind("user_version", userVersion)
                    .bind("now", now.toEpochMilli())
                    .execute();
            return claimed == 1 ? claimed(handle, userCode, userId) : Optional.empty();
        });
    }

    private static Optional<DeviceCode> claimed(Handle handle, UserCode userCode, long userId) {
        return handle.createQuery(CLAIMED)
                .bind("user_code", Rows.bytes(userCode.letters()))
                .bind("user_id", userId)
                .map((row, context) -> code(row))
                .findOne();
    }

    @Override
    public boolean decide(RowId id, long userId, DeviceDecision decision, Instant now) {
        return database.withHandle(handle -> handle.createUpdate(DECIDE)
                        .bind("id", id.bytes())
                        .bind("user_id", userId)
                        .bind("decision", decision.name())
                        .bind("now", now.toEpochMilli())
                        .execute())
                == 1;
    }

    @Override
    public boolean redeem(Grant grant, RowId attempt, Instant now) {
        try {
            return database.inTransaction(handle -> redeem(handle, grant, attempt, now));
        } catch (JdbiException e) {
            // Another node of the cluster made the grant while this one looked at the code.
            if (DatabaseFaults.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean redeem(Handle handle, Grant grant, RowId attempt, Instant now) {
        int redeemed = handle.createUpdate(REDEEM)
                .bind("id", grant.id().bytes())
                .bind("attempt", attempt.bytes())
                .bind("user_id", grant.user().id())
                .bind("user_version", grant.user().version())
                .bind("now", now.toEpochMilli())
                .execute();
        if (redeemed == 1) {
            GrantRows.insert(handle, grant);
        }
        return redeemed == 1 || Rows.isOwn(handle, REDEEMED_BY, grant.id(), attempt);
    }
}
