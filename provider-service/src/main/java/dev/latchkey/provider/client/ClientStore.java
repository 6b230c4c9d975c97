package dev.latchkey.provider.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where clients are kept. Each method is one transaction. */
public interface ClientStore {
    /** The client with this id, disabled ones too. */
    Optional<Client> find(ClientId id);

    /** Keeps a new client. */
    void register(Client client, Instant now);

    /** Clients in the order of their ids, after {@code after} (null for the first), at most {@code limit}. */
    List<Client> page(Optional<ClientId> after, int limit);

    /** Ends all that the client may do; false when there is no such client. */
    boolean disable(ClientId id, Instant now);

    /** The longest access-token lifetime that a client is registered with; zero when none is. */
    Duration longestAccessTokenLifetime();

    /** The versions of the clients that changed at or after {@code since}. */
    Map<ClientId, Long> changedSince(Instant since);
}
