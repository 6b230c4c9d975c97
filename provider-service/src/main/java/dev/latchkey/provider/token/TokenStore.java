package dev.latchkey.provider.token;

import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.Optional;

/** Where grants and clients' opaque tokens are kept. Each method is one protocol act and one transaction. */
public interface TokenStore {
    /** Keeps an opaque token of a client. */
    void keep(ClientToken token);

    /** Keeps a new grant; false, and nothing kept, when its user was disabled or changed in the meantime. */
    boolean start(Grant grant);

    /** The grant with this id, whether or not it is still good. */
    Optional<StoredGrant> find(RowId id);

    /**
     * Replaces {@code before} by {@code after}; false, and nothing changed, when another request was faster or the
     * grant has been revoked. The database decides.
     */
    boolean advance(Grant before, Grant after);

    /** Ends the grant for good. */
    void revoke(RowId id, Instant now);
}
