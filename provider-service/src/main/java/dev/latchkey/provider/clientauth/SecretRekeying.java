package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;

/** Replaces hashes that an old server secret keyed; soon, not at once: no request waits for it. */
@FunctionalInterface
public interface SecretRekeying {
    /** Keeps {@code fresh} instead of {@code old}, which is of the same secret. */
    void rekey(ClientId client, ClientSecretHash old, ClientSecretHash fresh);
}
