package dev.latchkey.provider.token;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The state machine of refresh tokens: the current one moves the grant on, the one just replaced gets the same answer
 * within the grace, anything older ends the grant.
 */
final class GrantRotation {
    private final TokenStore store;
    private final Lifetimes lifetimes;
    private final JwtPlaces places;

    GrantRotation(TokenStore store, Lifetimes lifetimes, JwtPlaces places) {
        this.store = store;
        this.lifetimes = lifetimes;
        this.places = places;
    }

    /** Outcome of a step; a grant to mint tokens for, or the rotation that ended it. */
    record Step(Optional<Grant> grant, Rotation otherwise) {
        static Step mint(Grant grant) {
            return new Step(Optional.of(grant), new Rotation.Ended());
        }

        static Step end(Rotation rotation) {
            return new Step(Optional.empty(), rotation);
        }
    }

    Step present(Client client, Grant grant, int generation, ScopeSet scope, Instant now) {
        if (generation != grant.refresh().generation()) {
            return presentOther(grant, generation, now);
        }
        Grant next = next(client, grant, scope, now);
        return store.advance(grant, next) ? Step.mint(next) : presentAgain(client, grant, generation, now);
    }

    private Grant next(Client client, Grant grant, ScopeSet scope, Instant now) {
        RefreshState refresh = client.tokens().rotation()
                ? grant.refresh().replaced(now, lifetimes.refreshIdle(client))
                : grant.refresh().kept(now, lifetimes.refreshIdle(client));
        Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = refresh.cut(issuedAt.plus(lifetimes.accessToken(client, grant.grantType())));
        AccessState access = new AccessState(grant.access().sequence() + 1, scope, issuedAt, expiresAt);
        return places.placed(client, grant.with(access, refresh, grant.status()), now);
    }

    // Another request moved the grant on between our read and our write: judge the token by what stands there now.
    private Step presentAgain(Client client, Grant seen, int generation, Instant now) {
        Optional<StoredGrant> found = store.find(seen.id());
        if (found.isEmpty() || found.get().revoked() || !found.get().userEnabled()) {
            return Step.end(new Rotation.Ended());
        }
        Grant current = found.get().grant();
        boolean kept = !client.tokens().rotation() && current.refresh().generation() == generation;
        return kept ? Step.mint(current) : presentOther(current, generation, now);
    }

    private Step presentOther(Grant grant, int generation, Instant now) {
        if (!grant.refresh().wasReplacedWithin(lifetimes.refreshGrace(), generation, now)) {
            store.revoke(grant.id(), now);
            return Step.end(new Rotation.Reused());
        }
        boolean predecessor = generation == grant.refresh().generation() - 1;
        return predecessor ? Step.mint(grant) : Step.end(new Rotation.Superseded());
    }
}
