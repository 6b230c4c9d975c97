package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.device.DeviceCode;
import dev.latchkey.provider.device.DeviceCodeStore;
import dev.latchkey.provider.device.DeviceDecision;
import dev.latchkey.provider.device.IssuedDeviceCode;
import dev.latchkey.provider.device.StoredDeviceCode;
import dev.latchkey.provider.device.UserCode;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.ServerSecret;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.Permission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Device codes in {@code oauth_device_code}. A user code is short, and of use to whoever reads it in a dump while the
 * device waits: of it eight bytes of a hash are kept that is keyed by the server secret.
 */
public final class JdbiDeviceCodeStore implements DeviceCodeStore {
    private static final String INSERT = """
            INSERT INTO oauth_device_code (id, user_code, client_id, scope, audience, decision, poll_interval,
                polled_at, valid_until, expires_at)
            VALUES (:id, :user_code, :client_id, :scope, :audience, 'PENDING', :poll_interval, 0, :valid_until,
                :expires_at)""";
    private static final String CODE = "d.id, d.client_id, d.scope, d.audience, d.valid_until";
    private static final String FIND = "SELECT " + CODE + """
            , d.decision, d.poll_interval, d.polled_at, d.user_id, d.user_version, u.username, u.enabled, u.version
              FROM oauth_device_code d LEFT JOIN account_user u ON u.id = d.user_id
             WHERE d.id = :id""";
    private static final String POLLED =
            "UPDATE oauth_device_code SET poll_interval = :poll_interval, polled_at = :now WHERE id = :id";
    private static final String CLAIM = """
            UPDATE oauth_device_code SET user_id = :user_id, user_version = :user_version
             WHERE user_code IN (<user_codes>) AND decision = 'PENDING' AND valid_until > :now
               AND (user_id IS NULL OR user_id = :user_id)""";
    private static final String CLAIMED =
            "SELECT " + CODE + " FROM oauth_device_code d WHERE d.user_code IN (<user_codes>) AND d.user_id = :user_id";
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

    private static final String LABEL = "latchkey user code";
    private static final int HASH_LENGTH = 8;

    private final Database database;
    private final ServerSecrets secrets;

    /** Keeps them there, their user codes hashed under the first of the secrets; all find them. */
    public JdbiDeviceCodeStore(Database database, ServerSecrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    private static byte[] hash(ServerSecret secret, UserCode code) {
        return Arrays.copyOf(secret.mac(LABEL, Rows.bytes(code.letters())), HASH_LENGTH);
    }

    private List<byte[]> hashes(UserCode code) {
        return secrets.all().stream().map(secret -> hash(secret, code)).toList();
    }

    @Override
    public boolean keep(IssuedDeviceCode issued, int interval, Instant keptUntil) {
        DeviceCode code = issued.code();
        byte[] userCode = hash(secrets.sealing(), issued.userCode());
        try {
            database.withHandle(handle -> handle.createUpdate(INSERT)
                    .bind("id", code.id().bytes())
                    .bind("user_code", userCode)
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
        List<byte[]> hashes = hashes(userCode);
        return database.inTransaction(handle -> {
            int claimed = handle.createUpdate(CLAIM)
                    .bindList("user_codes", hashes)
                    .bind("user_id", userId)
                    .bind("user_version", userVersion)
                    .bind("now", now.toEpochMilli())
                    .execute();
            return claimed == 1 ? claimed(handle, hashes, userId) : Optional.empty();
        });
    }

    private static Optional<DeviceCode> claimed(Handle handle, List<byte[]> userCodes, long userId) {
        return handle.createQuery(CLAIMED)
                .bindList("user_codes", userCodes)
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
