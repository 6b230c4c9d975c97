package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.SignedInUser;
import dev.latchkey.provider.session.Tickets;
import dev.latchkey.provider.token.GrantStart;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.IssuedTokens;
import dev.latchkey.provider.token.TokenIssuer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Issues authorization codes, and to clients registered for the implicit grant the token of one at once. */
public final class AuthorizationCodes {
    private final AuthorizationCodeStore store;
    private final HandleSealer sealer;
    private final RowIds ids;
    private final InstantSource clock;
    private final AuthorizationSettings settings;
    private final TokenIssuer issuer;

    public AuthorizationCodes(
            AuthorizationCodeStore store,
            HandleSealer sealer,
            RowIds ids,
            InstantSource clock,
            AuthorizationSettings settings,
            TokenIssuer issuer) {
        this.store = store;
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        this.issuer = issuer;
    }

    /** An id for a code that may be issued. */
    RowId newId() {
        return ids.next();
    }

    /** What the client gets for a request that was allowed; empty when that was issued before under this id. */
    Optional<Map<String, String>> issue(RowId id, AuthorizationRequest request, LoginSession session) {
        Instant now = clock.instant();
        Destination destination = request.destination();
        AuthorizationCode code = new AuthorizationCode(
                id,
                destination.client().id(),
                giver(session),
                destination.redirectUri().value(),
                destination.sent(),
                request.permission(),
                request.challenge(),
                session.authenticatedAt(),
                now.plus(settings.lifetime()));
        if (!store.keep(code, ids.next(), keptUntil(now))) {
            return Optional.empty();
        }
        return destination.fragment()
                ? redeem(destination.client(), code, now)
                : Optional.of(Map.of("code", sealer.seal(new Handle(HandleKind.AUTHORIZATION_CODE, id, 0))));
    }

    /** Sees to it that nothing is ever issued under this id; false when something was, or it was denied before. */
    boolean deny(PendingDecision pending, Destination destination, LoginSession session) {
        Instant now = clock.instant();
        AuthorizationCode code = new AuthorizationCode(
                pending.id(),
                destination.client().id(),
                giver(session),
                destination.redirectUri().value(),
                destination.sent(),
                pending.permission(),
                null,
                session.authenticatedAt(),
                now);
        return store.keepBurnt(code, ids.next(), keptUntil(now));
    }

    private static GrantUser giver(LoginSession session) {
        SignedInUser user = session.user();
        return new GrantUser(user.id(), user.username(), user.version());
    }

    // Longer than anybody can send the form again, and than a code lives.
    private Instant keptUntil(Instant now) {
        return now.plus(settings.lifetime()).plus(Tickets.LIFETIME);
    }

    // The code stays here: it makes one token of one decision, as it would of one exchange.
    private Optional<Map<String, String>> redeem(Client client, AuthorizationCode code, Instant now) {
        GrantUser user = code.user().signedInAt(code.authenticatedAt());
        GrantStart start = new GrantStart(code.id(), GrantType.IMPLICIT, user, code.permission());
        return issuer.start(client, start, grant -> store.redeem(grant, code.id(), now))
                .map(AuthorizationCodes::answer);
    }

    private static Map<String, String> answer(IssuedTokens tokens) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("access_token", tokens.accessToken());
        answer.put("token_type", "Bearer");
        answer.put("expires_in", Long.toString(tokens.expiresIn()));
        answer.put("scope", tokens.scope().toString());
        return answer;
    }
}
