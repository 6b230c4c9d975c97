package dev.latchkey.provider.bundle;

import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientStore;
import dev.latchkey.provider.clientauth.SecretRekeying;
import io.dropwizard.lifecycle.Managed;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces hashes of client secrets that an old server secret keyed, on a thread of its own. What it cannot do now the
 * client's next request asks for again.
 */
final class ClientRekeying implements SecretRekeying, Managed {
    private static final Logger LOG = LoggerFactory.getLogger(ClientRekeying.class);
    private static final int MAX_WAITING = 100;
    private static final long NO_VERSION = -1;

    private final ClientStore store;
    private final ClientCache cache;
    private final InstantSource clock;
    private final Set<ClientId> pending = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(0, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), work -> {
                Thread thread = new Thread(work, "client-rekeying");
                thread.setDaemon(true);
                return thread;
            });

    ClientRekeying(ClientStore store, ClientCache cache, InstantSource clock) {
        this.store = store;
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public void rekey(ClientId client, ClientSecretHash old, ClientSecretHash fresh) {
        if (pending.add(client)) {
            submit(client, () -> store.rekeySecret(client, old, fresh, clock.instant()));
        }
    }

    private void submit(ClientId client, Runnable rekeying) {
        try {
            executor.execute(() -> run(client, rekeying));
        } catch (RejectedExecutionException e) {
            pending.remove(client);
        }
    }

    private void run(ClientId client, Runnable rekeying) {
        try {
            rekeying.run();
            cache.drop(Map.of(client, NO_VERSION));
            LOG.info("re-keyed a secret of client {}", client);
        } catch (RuntimeException e) {
            // Nothing is lost: the old hash is good as long as the old server secret is kept.
            LOG.warn("A secret of client {} could not be re-keyed; its next use tries again.", client, e);
        } finally {
            pending.remove(client);
        }
    }

    @Override
    public void stop() {
        executor.shutdownNow();
    }
}
