package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.authorize.PushedRequest;
import dev.latchkey.provider.authorize.PushedRequestStore;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Pushed authorization requests in {@code oauth_pushed_request}. */
public final class JdbiPushedRequestStore implements PushedRequestStore {
    private static final String INSERT = """
            INSERT INTO oauth_pushed_request (id, client_id, parameters, expires_at)
            VALUES (:id, :client_id, :parameters, :expires_at)""";
    private static final String FIND =
            "SELECT id, client_id, parameters, expires_at FROM oauth_pushed_request WHERE id = :id";
    private static final String DELETE = "DELETE FROM oauth_pushed_request WHERE id = :id";

    private final Database database;

    public JdbiPushedRequestStore(Database database) {
        this.database = database;
    }

    @Override
    public void keep(PushedRequest request) {
        try {
            database.withHandle(handle -> handle.createUpdate(INSERT)
                    .bind("id", request.id().bytes())
                    .bind("client_id", request.client().bytes())
                    .bind("parameters", Rows.bytes(request.form()))
                    .bind("expires_at", request.expiresAt().toEpochMilli())
                    .execute());
        } catch (JdbiException e) {
            // The id was drawn for this request: a row that has it was kept by a try whose answer was lost.
            if (!DatabaseFaults.isDuplicate(e)) {
                throw e;
            }
        }
    }

    @Override
    public Optional<PushedRequest> take(RowId id) {
        return database.inTransaction(handle -> take(handle, id));
    }

    // Whoever deletes the row has it: reading it first decides nothing.
    private static Optional<PushedRequest> take(Handle handle, RowId id) {
        Optional<PushedRequest> found = handle.createQuery(FIND)
                .bind("id", id.bytes())
                .map((row, context) -> new PushedRequest(
                        RowId.of(row.getBytes("id")),
                        new ClientId(Rows.text(row, "client_id")),
                        Rows.text(row, "parameters"),
                        Rows.time(row, "expires_at")))
                .findOne();
        boolean taken = found.isPresent()
                && handle.createUpdate(DELETE).bind("id", id.bytes()).execute() == 1;
        return found.filter(any -> taken);
    }
}
