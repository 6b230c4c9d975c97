package dev.latchkey.provider.authorize;

import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.SignedInUser;
import dev.latchkey.provider.session.Tickets;
import dev.latchkey.provider.token.GrantUser;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Issues authorization codes. */
public final class AuthorizationCodes {
    private final AuthorizationCodeStore store;
    private final HandleSealer sealer;
    private final RowIds ids;
    private final InstantSource clock;
    private final AuthorizationSettings settings;

    public AuthorizationCodes(
            AuthorizationCodeStore store,
            HandleSealer sealer,
            RowIds ids,
            InstantSource clock,
            AuthorizationSettings settings) {
        this.store = store;
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    /** An id for a code that may be issued. */
    RowId newId() {
        return ids.next();
    }

    /** The code for a request that was allowed; empty when a code with this id was issued before. */
    Optional<String> issue(RowId id, AuthorizationRequest request, LoginSession session) {
        Instant now = clock.instant();
        SignedInUser user = session.user();
        AuthorizationCode code = new AuthorizationCode(
                id,
                request.destination().client().id(),
                new GrantUser(user.id(), user.username(), user.version()),
                request.destination().redirectUri().value(),
                request.destination().sent(),
                request.permission(),
                request.challenge(),
                session.authenticatedAt(),
                now.plus(settings.lifetime()));
        Instant keptUntil = now.plus(settings.lifetime()).plus(Tickets.LIFETIME);
        return store.keep(code, keptUntil)
                ? Optional.of(sealer.seal(new Handle(HandleKind.AUTHORIZATION_CODE, id, 0)))
                : Optional.empty();
    }
}
