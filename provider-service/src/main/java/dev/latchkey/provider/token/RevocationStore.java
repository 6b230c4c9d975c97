package dev.latchkey.provider.token;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where many grants end at once, and where clients' opaque tokens end. Each method is one protocol act; this process
 * knows of it at once, others within a second.
 */
public interface RevocationStore {
    /** Ends all grants of a user to a client: the consent was withdrawn. */
    void revokeGrants(long userId, ClientId client, Instant now);

    /** Ends all grants of a user. */
    void revokeGrants(long userId, Instant now);

    /**
     * Ends the grants of users who were changed, and the grants and opaque tokens of clients that were disabled, at or
     * after {@code since}; a bounded number at a time.
     *
     * @return whether nothing is left to end
     */
    boolean revokeOutdated(Instant since, Instant now);

    /** The opaque token of a client with this id. */
    Optional<ClientToken> findClientToken(RowId id);

    /** Ends an opaque token of a client. */
    void revokeClientToken(RowId id);
}
