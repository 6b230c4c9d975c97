package dev.latchkey.provider.token;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.protocol.OAuthException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The state machine of refresh tokens: the current one moves the grant on, the one just replaced gets the same answer
 * within the grace, anything older ends the grant.
 */
final class GrantRotation {
    private static final int TRIES = 20;

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

    /**
     * A refresh token that is presented.
     *
     * @param client by whom
     * @param generation which of the grant's refresh tokens it is
     * @param scope what is asked for, within the grant
     * @param now when
     */
    record Presented(Client client, int generation, ScopeSet scope, Instant now) {}

    Step present(Presented token, Grant grant) {
        return present(token, grant, TRIES);
    }

    private Step present(Presented token, Grant grant, int tries) {
        if (token.generation() != grant.refresh().generation()) {
            return presentOther(token, grant, tries);
        }
        Grant next = withAccess(token, grant, next(token, grant.refresh()));
        return store.advance(grant, next) ? Step.mint(next) : presentAgain(token, grant, tries);
    }

    private RefreshState next(Presented token, RefreshState refresh) {
        Duration idle = lifetimes.refreshIdle(token.client().tokens());
        return token.client().tokens().rotation()
                ? refresh.replaced(token.now(), idle)
                : refresh.kept(token.now(), idle);
    }

    private Grant withAccess(Presented token, Grant grant, RefreshState refresh) {
        Instant issuedAt = token.now().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = refresh.cut(issuedAt.plus(lifetimes.accessToken(token.client(), grant.grantType())));
        AccessState access = new AccessState(grant.access().sequence() + 1, token.scope(), issuedAt, expiresAt);
        return places.placed(token.client(), grant.with(access, refresh, grant.status()), token.now());
    }

    // Another request moved the grant on between our read and our write: judge the token by what stands there now.
    private Step presentAgain(Presented token, Grant seen, int tries) {
        Optional<StoredGrant> found = store.find(seen.id());
        if (found.isEmpty() || found.get().revoked() || !found.get().userEnabled()) {
            return Step.end(new Rotation.Ended());
        }
        Grant current = found.get().grant();
        boolean kept = !token.client().tokens().rotation() && current.refresh().generation() == token.generation();
        return kept ? again(token, current, tries) : presentOther(token, current, tries);
    }

    private Step presentOther(Presented token, Grant grant, int tries) {
        if (!grant.refresh().wasReplacedWithin(lifetimes.refreshGrace(), token.generation(), token.now())) {
            store.revoke(grant.id(), token.now());
            return Step.end(new Rotation.Reused());
        }
        boolean predecessor = token.generation() == grant.refresh().generation() - 1;
        return predecessor ? again(token, grant, tries) : Step.end(new Rotation.Superseded());
    }

    // The same answer, unless the request that was faster asked for another scope: nobody gets what they did not ask
    // for, so this one gets an access token of its own.
    private Step again(Presented token, Grant grant, int tries) {
        if (grant.access().scope().equals(token.scope())) {
            return Step.mint(grant);
        }
        if (tries == 0) {
            throw OAuthException.unavailable("too many refreshes of grant " + grant.id() + " at once", 1);
        }
        Grant own = withAccess(token, grant, grant.refresh());
        return store.advance(grant, own) ? Step.mint(own) : presentAgain(token, grant, tries - 1);
    }
}
