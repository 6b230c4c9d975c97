package dev.latchkey.provider.authorize;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.Grant;
import java.time.Instant;
import java.util.Optional;

/** Where authorization codes are kept. Each method is one act and one transaction. */
public interface AuthorizationCodeStore {
    /**
     * Keeps a new code; false, and nothing kept, when there is one with this id already.
     *
     * @param attempt drawn for this request: after a lost answer of the database it tells our own row from another's
     * @param keptUntil when the row may go: not before nobody can send the consent form again that made it
     */
    boolean keep(AuthorizationCode code, RowId attempt, Instant keptUntil);

    /**
     * Keeps a code that is burnt from the start, so that nobody can make one with this id any more; false, and nothing
     * kept, when there is one already.
     *
     * @param attempt as above
     * @param keptUntil as above
     */
    boolean keepBurnt(AuthorizationCode code, RowId attempt, Instant keptUntil);

    /** The code with this id, good or not. */
    Optional<StoredCode> find(RowId id);

    /**
     * Burns the code and keeps the grant it is redeemed for; false, and no grant kept, when the code was burnt before
     * or its user has changed. The database decides.
     *
     * @param attempt drawn for this request: after a lost answer of the database it tells our own retry from a replay
     */
    boolean redeem(Grant grant, RowId attempt, Instant now);

    /** Makes the code worthless; false, and nothing changed, when it was burnt before. */
    boolean burn(RowId id, Instant now);
}
