package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.StoredGrant;
import dev.latchkey.provider.token.TokenStore;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Grants in {@code oauth_grant}, opaque tokens of clients in {@code oauth_client_token}. */
public final class JdbiTokenStore implements TokenStore {
    private static final String KEEP =
            "INSERT INTO oauth_client_token (id, client_id, scope, audience, issued_at, expires_at) VALUES ";
    private static final String VALUES = "(?, ?, ?, ?, ?, ?)";
    // Changes nothing, but locks the row: whoever disables the user now waits, and then finds the grant.
    private static final String HOLD_USER = """
            UPDATE account_user SET enabled = TRUE WHERE id = :id AND enabled = TRUE AND version = :version""";

    private final Database database;
    private final RevocationView view;
    private final Gathered<ClientToken, ClientToken> keeping;
    private final Gathered<RowId, Optional<StoredGrant>> finding;
    private final Gathered<GrantStep, Boolean> advancing;

    /**
     * Takes the database.
     *
     * @param view what this process knows of revocations; told of each after its commit
     */
    public JdbiTokenStore(Database database, RevocationView view) {
        this.database = database;
        this.view = view;
        this.keeping = new Gathered<>(this::keepAll, database::isSilent);
        this.finding = new Gathered<>(this::findAll, database::isSilent);
        this.advancing = new Gathered<>(this::advanceAll, database::isSilent);
    }

    @Override
    public void keep(ClientToken token) {
        ClientToken ignored = keeping.ask(token);
    }

    /** Keeps several and returns them. */
    List<ClientToken> keepAll(List<ClientToken> tokens) {
        if (!isKept(tokens)) {
            tokens.forEach(token -> isKept(List.of(token)));
        }
        return tokens;
    }

    // The ids were drawn for these requests: a row that has one was committed by a try whose answer was lost.
    private boolean isKept(List<ClientToken> tokens) {
        try {
            return database.withHandle(handle -> insert(handle, tokens)) == tokens.size();
        } catch (JdbiException e) {
            if (!DatabaseFaults.isDuplicate(e)) {
                throw e;
            }
            return false;
        }
    }

    private static int insert(Handle handle, List<ClientToken> tokens) {
        String sql = KEEP + String.join(", ", Collections.nCopies(tokens.size(), VALUES));
        List<Object> values = tokens.stream().flatMap(JdbiTokenStore::values).toList();
        return Rows.bindAll(handle.createUpdate(sql), values).execute();
    }

    private static Stream<Object> values(ClientToken token) {
        return Stream.of(
                token.id().bytes(),
                token.client().bytes(),
                Rows.bytes(token.permission().scope().toString()),
                Rows.bytes(token.permission().audience()),
                token.issuedAt().toEpochMilli(),
                token.expiresAt().toEpochMilli());
    }

    @Override
    public boolean start(Grant grant) {
        return database.inTransaction(handle -> {
            int held = handle.createUpdate(HOLD_USER)
                    .bind("id", grant.user().id())
                    .bind("version", grant.user().version())
                    .execute();
            if (held == 1) {
                Rows.ignoringOwnRow(() -> GrantRows.insert(handle, grant));
            }
            return held == 1;
        });
    }

    @Override
    public Optional<StoredGrant> find(RowId id) {
        return finding.ask(id);
    }

    /** Finds several, in the order of their ids. */
    List<Optional<StoredGrant>> findAll(List<RowId> ids) {
        List<RowId> padded = Rows.padded(ids);
        Map<RowId, StoredGrant> found = new HashMap<>();
        database.withHandle(handle -> Rows.bindIds(handle.createQuery(GrantRows.ofIds(padded.size())), padded)
                        .map((row, context) -> GrantRows.read(row))
                        .list())
                .forEach(stored -> found.put(stored.grant().id(), stored));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    @Override
    public boolean advance(Grant before, Grant after) {
        return advancing.ask(new GrantStep(before, after));
    }

    /** Takes several steps, and tells of each, in their order, whether it was taken. */
    List<Boolean> advanceAll(List<GrantStep> steps) {
        AtomicInteger runs = new AtomicInteger();
        // How many rows were changed does not tell which step was lost: then each is taken by itself.
        boolean all = steps.size() > 1
                && isOfDifferentGrants(steps)
                && database.inTransaction(handle -> {
                    runs.incrementAndGet();
                    return isTaken(handle, steps);
                });
        boolean again = runs.get() > 1;
        return steps.stream().map(step -> all || advance(step, again)).toList();
    }

    private static boolean isOfDifferentGrants(List<GrantStep> steps) {
        return steps.stream().map(step -> step.before().id()).distinct().count() == steps.size();
    }

    private static boolean isTaken(Handle handle, List<GrantStep> steps) {
        boolean taken = GrantSteps.take(handle, steps) == steps.size();
        if (!taken) {
            handle.rollback();
        }
        return taken;
    }

    private boolean advance(GrantStep step, boolean triedBefore) {
        AtomicInteger runs = new AtomicInteger();
        return database.withHandle(handle -> {
            boolean again = runs.getAndIncrement() > 0;
            // Changed by our own first run, whose answer was lost? That was no race, and above all no reuse.
            return GrantSteps.take(handle, List.of(step)) == 1
                    || ((again || triedBefore) && GrantRows.isAt(handle, step.after()));
        });
    }

    @Override
    public void revoke(RowId id, Instant now) {
        view.mark(database.inTransaction(handle -> GrantRevocation.end(handle, List.of(id), now)));
    }
}
