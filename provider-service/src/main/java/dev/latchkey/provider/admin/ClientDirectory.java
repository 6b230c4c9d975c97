package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The clients of everybody. Each method is one act and one transaction; the version that was seen decides who is first. */
public interface ClientDirectory {
    /** Up to {@code limit} clients whose ids begin so, after {@code after}, in order of id. */
    List<ClientRow> page(String beginning, Optional<ClientId> after, int limit);

    /** Up to {@code limit} clients whose names begin so, upper case or lower, after {@code after}, in order of name. */
    List<ClientRow> named(String beginning, Optional<ClientRow> after, int limit);

    /** Up to {@code limit} clients that a user registered, after {@code after}, in order of id. */
    List<ClientRow> ofOwner(long user, Optional<ClientId> after, int limit);

    /** The client as it is listed; empty when it was deleted. */
    Optional<ClientRow> row(ClientId id);

    /** The client; empty when it was deleted. */
    Optional<Client> find(ClientId id);

    /** Keeps name, permissions, policy and token format of a client that has this version still. */
    boolean change(Client changed, Instant now);

    /** Switches a client that has this version still on or off. */
    boolean enable(ClientId id, long version, boolean enabled, Instant now);

    /** Ends all that a client of this version may do, and hides it; its row may go at {@code forgottenAt}. */
    boolean delete(ClientId id, long version, Instant now, Instant forgottenAt);
}
