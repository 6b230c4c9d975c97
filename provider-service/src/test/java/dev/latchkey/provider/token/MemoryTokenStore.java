package dev.latchkey.provider.token;

import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Grants in memory, with the conditional updates of the real store; one test at a time. */
public final class MemoryTokenStore implements TokenStore {
    private final Map<RowId, StoredGrant> grants = new HashMap<>();
    private final List<ClientToken> clientTokens = new ArrayList<>();
    private Runnable beforeAdvance = () -> {};
    private boolean usersGone;

    /** Does {@code work} once, just before the next {@link #advance}: another request is faster. */
    public void raceBeforeAdvance(Runnable work) {
        beforeAdvance = work;
    }

    /** From now on no user is good for a new grant. */
    public void loseUsers() {
        usersGone = true;
    }

    /** Disables the users of all grants. */
    public void disableUsers() {
        grants.replaceAll((id, found) -> new StoredGrant(found.grant(), found.revoked(), false));
    }

    /** The opaque tokens of clients that were kept. */
    public List<ClientToken> clientTokens() {
        return clientTokens;
    }

    /** The only grant there is. */
    public StoredGrant only() {
        return grants.values().iterator().next();
    }

    @Override
    public void keep(ClientToken token) {
        clientTokens.add(token);
    }

    @Override
    public boolean start(Grant grant) {
        if (!usersGone) {
            grants.put(grant.id(), new StoredGrant(grant, false, true));
        }
        return !usersGone;
    }

    @Override
    public Optional<StoredGrant> find(RowId id) {
        return Optional.ofNullable(grants.get(id));
    }

    @Override
    public boolean advance(Grant before, Grant after) {
        Runnable race = beforeAdvance;
        beforeAdvance = () -> {};
        race.run();
        StoredGrant now = grants.get(before.id());
        boolean good = !now.revoked()
                && now.grant().refresh().generation() == before.refresh().generation()
                && now.grant().access().sequence() == before.access().sequence();
        if (good) {
            grants.put(before.id(), new StoredGrant(after, false, now.userEnabled()));
        }
        return good;
    }

    @Override
    public void revoke(RowId id, Instant now) {
        grants.computeIfPresent(id, (key, found) -> new StoredGrant(found.grant(), true, found.userEnabled()));
    }
}
