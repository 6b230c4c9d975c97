package dev.latchkey.provider.store;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.AccessState;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.provider.token.RefreshState;
import dev.latchkey.provider.token.StoredGrant;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The rows of {@code oauth_grant}. */
final class GrantRows {
    static final String SELECT = """
            SELECT g.id, g.client_id, g.grant_type, g.user_id, g.scope, g.audience, g.generation, g.replaced_at,
                   g.access_sequence, g.access_scope, g.access_issued_at, g.access_expires_at, g.created_at,
                   g.expires_at, g.ends_at, g.revoked_at, g.status_list, g.status_index, g.status_until,
                   g.old_status_list, g.old_status_index, g.old_status_until, g.user_version, g.signed_in_at, u.username,
                   (u.enabled AND u.version = g.user_version) AS user_enabled
              FROM oauth_grant g JOIN account_user u ON u.id = g.user_id""";
    private static final String INSERT = """
            INSERT INTO oauth_grant (id, client_id, grant_type, user_id, scope, audience, generation, replaced_at,
                access_sequence, access_scope, access_issued_at, access_expires_at, created_at, expires_at, ends_at,
                status_list, status_index, status_until, old_status_list, old_status_index, old_status_until,
                user_version, signed_in_at)
            VALUES (:id, :client_id, :grant_type, :user_id, :scope, :audience, :generation, :replaced_at,
                :access_sequence, :access_scope, :access_issued_at, :access_expires_at, :created_at, :expires_at,
                :ends_at, :status_list, :status_index, :status_until, :old_status_list, :old_status_index,
                :old_status_until, :user_version, :signed_in_at)""";
    private static final String IS_AT = """
            SELECT COUNT(*) FROM oauth_grant
             WHERE id = :id AND generation = :generation AND access_sequence = :access_sequence
               AND replaced_at = :replaced_at AND access_scope = :access_scope
               AND access_issued_at = :access_issued_at AND expires_at = :expires_at AND revoked_at IS NULL""";

    private GrantRows() {}

    /** Finds so many grants by their ids. */
    static String ofIds(int count) {
        return SELECT + " WHERE g.id IN (" + Rows.places(count) + ")";
    }

    static void insert(Handle handle, Grant grant) {
        bindStates(handle.createUpdate(INSERT), grant)
                .bind("client_id", grant.client().bytes())
                .bind("grant_type", Rows.bytes(grant.grantType().value()))
                .bind("user_id", grant.user().id())
                .bind("user_version", grant.user().version())
                .bind("signed_in_at", Rows.millis(grant.user().signedInAt()))
                .bind("scope", Rows.bytes(grant.permission().scope().toString()))
                .bind("audience", Rows.bytes(grant.permission().audience()))
                .bind("created_at", grant.createdAt().toEpochMilli())
                .bind("ends_at", grant.refresh().endsAt().toEpochMilli())
                .execute();
    }

    /** Whether the row stands where {@link GrantSteps#advance} has brought it. */
    static boolean isAt(Handle handle, Grant grant) {
        return bindProgress(handle.createQuery(IS_AT), grant).mapTo(Long.class).one() == 1;
    }

    private static <S extends SqlStatement<S>> S bindStates(S statement, Grant grant) {
        return bindProgress(StatusRows.bind(statement, grant.status()), grant)
                .bind("access_expires_at", grant.access().expiresAt().toEpochMilli());
    }

    private static <S extends SqlStatement<S>> S bindProgress(S statement, Grant grant) {
        AccessState access = grant.access();
        RefreshState refresh = grant.refresh();
        return statement
                .bind("id", grant.id().bytes())
                .bind("generation", refresh.generation())
                .bind("replaced_at", Rows.packed(refresh.replacedAt()))
                .bind("access_sequence", access.sequence())
                .bind("access_scope", Rows.bytes(access.scope().toString()))
                .bind("access_issued_at", access.issuedAt().toEpochMilli())
                .bind("expires_at", refresh.expiresAt().toEpochMilli());
    }

    static StoredGrant read(ResultSet row) throws SQLException {
        Grant grant = new Grant(
                RowId.of(row.getBytes("id")),
                new ClientId(Rows.text(row, "client_id")),
                new GrantType(Rows.text(row, "grant_type")),
                user(row),
                new Permission(Rows.scope(row, "scope"), Rows.text(row, "audience")),
                accessState(row),
                refreshState(row),
                StatusRows.status(row),
                Rows.time(row, "created_at"));
        boolean revoked = Rows.optionalTime(row, "revoked_at").isPresent();
        return new StoredGrant(grant, revoked, row.getBoolean("user_enabled"));
    }

    private static GrantUser user(ResultSet row) throws SQLException {
        return new GrantUser(
                row.getLong("user_id"),
                row.getString("username"),
                row.getLong("user_version"),
                Rows.optionalTime(row, "signed_in_at").orElse(null));
    }

    private static AccessState accessState(ResultSet row) throws SQLException {
        return new AccessState(
                row.getInt("access_sequence"),
                Rows.scope(row, "access_scope"),
                Rows.time(row, "access_issued_at"),
                Rows.time(row, "access_expires_at"));
    }

    private static RefreshState refreshState(ResultSet row) throws SQLException {
        return new RefreshState(
                row.getInt("generation"),
                Rows.times(row, "replaced_at"),
                Rows.time(row, "expires_at"),
                Rows.time(row, "ends_at"));
    }
}
