package dev.latchkey.provider.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowIds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands out places in this process's own status lists: one to each grant, leases of many to clients for their own JWTs.
 * A list closes when it is full or older than the longest access-token lifetime. Safe for use by many threads, none of
 * which waits longer than five seconds for another: {@link StatusBusyException}.
 */
public final class StatusLists {
    /** How many places a list has. */
    public static final int SIZE = 1 << 23;

    /** How much longer than the last token everything is kept, for clocks that differ. */
    public static final Duration SKEW = Duration.ofSeconds(60);

    private static final int MAX_CLIENTS = 10_000;

    private final StatusStore store;
    private final RevocationView view;
    private final RowIds ids;
    private final Duration longestLifetime;
    private final Cache<ClientId, ClientLease> leases =
            Caffeine.newBuilder().maximumSize(MAX_CLIENTS).build();
    private final Turn turn = new Turn();
    private @Nullable OpenList current;

    /**
     * Takes where lists are announced.
     *
     * @param longestLifetime the longest configured lifetime of an access token
     */
    public StatusLists(StatusStore store, RevocationView view, RowIds ids, Duration longestLifetime) {
        this.store = store;
        this.view = view;
        this.ids = ids;
        this.longestLifetime = longestLifetime;
    }

    /**
     * A place for a grant whose access tokens live for {@code lifetime}. It serves for twice the longest lifetime: when
     * the next one is taken, the tokens of the one before this are dead, so that no grant has more than two with live
     * tokens.
     */
    public StatusIndex forGrant(Duration lifetime, Instant now) {
        return take(1, lifetime, now).at(0);
    }

    /** A place for one JWT of a client itself that expires at {@code expiresAt}; mostly out of memory. */
    public StatusIndex forClient(Client client, Instant expiresAt, Instant now) {
        ClientLease lease = leases.get(client.id(), id -> new ClientLease());
        return lease.next(client.version(), expiresAt, length -> {
            StatusRange range = take(length, Duration.between(now, expiresAt), now);
            store.lease(range, client.id());
            return range;
        });
    }

    private StatusRange take(int length, Duration lifetime, Instant now) {
        turn.begin();
        try {
            return taken(length, lifetime, now);
        } finally {
            turn.end();
        }
    }

    private StatusRange taken(int length, Duration lifetime, Instant now) {
        Instant until = now.truncatedTo(ChronoUnit.MILLIS).plus(longer(lifetime).multipliedBy(2));
        OpenList list = current;
        if (list == null || !list.hasRoom(length, now)) {
            list = open(now, until);
            current = list;
        }
        return list.take(length, until, this::extend);
    }

    private OpenList open(Instant now, Instant until) {
        Instant openedAt = now.truncatedTo(ChronoUnit.MILLIS);
        OpenList list = new OpenList(ids.next(), openedAt.plus(longestLifetime), margin(until));
        store.open(list.id(), openedAt, list.expiresAt());
        view.know(list.id(), list.expiresAt());
        return list;
    }

    private Instant extend(OpenList list, Instant until) {
        Instant expiresAt = margin(until);
        store.extend(list.id(), expiresAt);
        view.know(list.id(), expiresAt);
        return expiresAt;
    }

    // Covers every place that is taken while the list is open, so that one statement does.
    private Instant margin(Instant until) {
        return until.plus(longestLifetime).plus(SKEW);
    }

    private Duration longer(Duration lifetime) {
        return lifetime.compareTo(longestLifetime) > 0 ? lifetime : longestLifetime;
    }
}
