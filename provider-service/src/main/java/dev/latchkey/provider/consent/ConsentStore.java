package dev.latchkey.provider.consent;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.ClientId;
import java.time.Instant;

/** Where consent is kept. Each method is one act and one transaction. */
public interface ConsentStore {
    /** The scopes that were allowed; empty when nothing was. */
    ScopeSet find(ConsentKey key);

    /** Adds scopes to those that were allowed. */
    void remember(ConsentKey key, ScopeSet scopes, Instant now);

    /**
     * Forgets all that a user allowed a client, and makes the codes worthless that it has not redeemed yet; false when
     * there was nothing of either.
     */
    boolean withdraw(long userId, ClientId client, Instant now);
}
