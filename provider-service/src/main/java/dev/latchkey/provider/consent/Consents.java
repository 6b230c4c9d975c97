package dev.latchkey.provider.consent;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.protocol.RedirectUri;
import java.time.InstantSource;

/** Decides when somebody must be asked, and remembers the answers. */
public final class Consents {
    private final ConsentStore store;
    private final InstantSource clock;

    public Consents(ConsentStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Whether nobody has to be asked: the client is trusted, or all of {@code scopes} were allowed before to one that
     * the operator registered; never where other applications can pretend to be it.
     */
    public boolean isGiven(Client client, RedirectUri redirectUri, ConsentKey key, ScopeSet scopes) {
        return !client.type().canBeFeignedAt(redirectUri)
                && (client.policy().trusted() || isRemembered(client, key, scopes));
    }

    private boolean isRemembered(Client client, ConsentKey key, ScopeSet scopes) {
        return !client.policy().selfRegistered()
                && !scopes.isEmpty()
                && store.find(key).containsAll(scopes);
    }

    /** Remembers that {@code scopes} were allowed, where that is done at all. */
    public void give(Client client, RedirectUri redirectUri, ConsentKey key, ScopeSet scopes) {
        // The owner of an application that people registered themselves can change its name and redirect URIs at will.
        boolean remembered = !client.policy().selfRegistered() && !client.type().canBeFeignedAt(redirectUri);
        if (remembered && !scopes.isEmpty()) {
            store.remember(key, scopes, clock.instant());
        }
    }
}
