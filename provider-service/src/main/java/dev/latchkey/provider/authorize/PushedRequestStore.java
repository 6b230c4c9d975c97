package dev.latchkey.provider.authorize;

import dev.latchkey.provider.protocol.RowId;
import java.util.Optional;

/** Where pushed requests are kept. Each method is one act and one transaction. */
public interface PushedRequestStore {
    /** Keeps a new one. */
    void keep(PushedRequest request);

    /** Finds and removes one: of many who take it at once one gets it. */
    Optional<PushedRequest> take(RowId id);
}
