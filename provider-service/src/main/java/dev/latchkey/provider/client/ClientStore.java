package dev.latchkey.provider.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Gives the client another secret; those it has end at {@code oldOnesEnd} at the latest. False, and nothing
     * happens, when it would have more than {@link ClientCredentials#MAX_SECRETS} live ones.
     */
    boolean addSecret(ClientId id, ClientSecretHash secret, Instant oldOnesEnd, Instant now);

    /** Keeps {@code fresh} instead of {@code old}, which is of the same secret. */
    void rekeySecret(ClientId id, ClientSecretHash old, ClientSecretHash fresh, Instant now);

    /** The web origins of the enabled clients that have any. */
    Map<ClientId, Set<String>> origins();

    /** Whether an enabled client with a redirect URI is registered for the implicit grant (RFC 6749 §4.2). */
    default boolean hasImplicit() {
        return false;
    }

    /** The versions of the clients that changed at or after {@code since}. */
    Map<ClientId, Long> changedSince(Instant since);
}
