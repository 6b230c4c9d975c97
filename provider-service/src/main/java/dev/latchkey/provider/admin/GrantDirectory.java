package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.ClientToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds live grants and tokens by whose they are, never by value, and ends those of a client. */
public interface GrantDirectory {
    /** Up to {@code limit} grants that are good at {@code now}, with ids above {@code after}, in order of id. */
    List<LiveGrant> grants(GrantFilter filter, Optional<RowId> after, Instant now, int limit);

    /** The grant with this id, if it is good at {@code now}. */
    Optional<LiveGrant> grant(RowId id, Instant now);

    /** Up to {@code limit} opaque tokens that the client got for itself, with ids above {@code after}. */
    List<ClientToken> tokens(ClientId client, Optional<RowId> after, Instant now, int limit);

    /**
     * Ends grants and tokens of a client, a bounded number of them: those that people gave it and those it got for
     * itself, opaque ones and JWTs.
     *
     * @return whether nothing is left to end
     */
    boolean endAll(ClientId client, Instant now);
}
