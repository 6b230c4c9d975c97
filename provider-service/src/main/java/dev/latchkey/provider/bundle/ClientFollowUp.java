package dev.latchkey.provider.bundle;

import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientChanges;
import dev.latchkey.provider.client.ClientId;
import java.time.Instant;
import java.util.Map;

/** Acts at once on what this process changed; what it cannot finish, and other processes, the polls do. */
final class ClientFollowUp implements ClientChanges {
    private static final long NO_VERSION = -1;

    private final ClientCache cache;
    private final Tokens tokens;

    ClientFollowUp(ClientCache cache, Tokens tokens) {
        this.cache = cache;
        this.tokens = tokens;
    }

    @Override
    public void changed(ClientId client) {
        cache.drop(Map.of(client, NO_VERSION));
    }

    @Override
    public void disabled(ClientId client, Instant now) {
        changed(client);
        tokens.revocations().mark(tokens.lists().revokeDisabledClients(now, now));
        tokens.ending().revokeOutdated(now, now);
    }
}
