package dev.latchkey.provider.limit;

import dev.latchkey.provider.protocol.OAuthException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Bounds what clients may leave waiting in the database: each client in all, and a public one, in whose name anybody can
 * ask, from each address too.
 */
public final class PendingLimit {
    private final CreationLimit<String> byClient;
    private final CreationLimit<Stranger> byAddress;

    /**
     * Starts counting.
     *
     * @param perClient how many a client may make within {@code lifetime}
     * @param perAddress how many a public client may make from one address
     */
    public PendingLimit(int perClient, int perAddress, Duration lifetime, InstantSource clock) {
        this.byClient = new CreationLimit<>(perClient, lifetime, clock);
        this.byAddress = new CreationLimit<>(perAddress, lifetime, clock);
    }

    /**
     * Counts one more of a client that has authenticated.
     *
     * @throws OAuthException too_many_requests when there are too many
     */
    public void require(String client) {
        refuse(byClient.take(client), client);
    }

    /**
     * Counts one more in the name of a public client.
     *
     * @throws OAuthException too_many_requests when there are too many
     */
    public void requireOfPublic(String client) {
        refuse(byAddress.take(new Stranger(client, SourceAddress.ofRequest())), client);
        require(client);
    }

    private static void refuse(int wait, String client) {
        if (wait > 0) {
            throw OAuthException.tooManyAttempts("too many requests of client " + client + " wait", wait);
        }
    }

    private record Stranger(String client, SourceAddress address) {}
}
