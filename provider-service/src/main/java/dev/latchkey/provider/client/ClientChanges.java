package dev.latchkey.provider.client;

import java.time.Instant;

/** Told of each change of a client by the process that made it, which acts on it at once; others follow within a second. */
public interface ClientChanges {
    /** What is remembered of the client is no longer right. */
    void changed(ClientId client);

    /** The client was disabled or deleted at {@code now}: its grants and tokens end. */
    void disabled(ClientId client, Instant now);
}
