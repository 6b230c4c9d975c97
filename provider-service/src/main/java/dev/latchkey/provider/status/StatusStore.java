package dev.latchkey.provider.status;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where status lists, leases and revocations are kept. Each method is one act and one transaction. */
public interface StatusStore {
    /** Announces a list, which may be forgotten after {@code expiresAt}. */
    void open(RowId list, Instant openedAt, Instant expiresAt);

    /** Keeps a list for longer. */
    void extend(RowId list, Instant expiresAt);

    /** Notes that the tokens of these places are {@code client}'s own. */
    void lease(StatusRange range, ClientId client);

    /** Revokes these places; again is no harm. */
    void revoke(StatusRange range, Instant now);

    /** Revokes the leases of clients that were disabled at or after {@code since}; what was revoked now. */
    List<StatusRange> revokeDisabledClients(Instant since, Instant now);

    /** Until when a list is kept; empty when there is no such list. */
    Optional<Instant> expiryOf(RowId list);

    /** The lists that are kept beyond {@code now}, with their expiries. */
    Map<RowId, Instant> lists(Instant now);

    /** What was revoked at or after {@code since} and is kept beyond {@code now}. */
    List<StatusRange> revokedSince(Instant since, Instant now);

    /** The next 1,000 at most of what is revoked and kept beyond {@code now}, by list and place, after this one. */
    List<StatusRange> revokedAfter(StatusRange last, Instant now);
}
