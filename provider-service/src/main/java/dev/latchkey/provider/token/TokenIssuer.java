package dev.latchkey.provider.token;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Issues tokens: a client's own, a user's first, and those that follow by refresh. */
public final class TokenIssuer {
    private final TokenStore store;
    private final AccessTokens accessTokens;
    private final HandleSealer sealer;
    private final RowIds ids;
    private final InstantSource clock;
    private final Lifetimes lifetimes;
    private final JwtPlaces places;
    private final AuditTrail audit;

    TokenIssuer(
            TokenStore store, AccessTokens accessTokens, TokenSettings settings, TokenTools tools, AuditTrail audit) {
        this.store = store;
        this.accessTokens = accessTokens;
        this.sealer = tools.sealer();
        this.ids = tools.ids();
        this.clock = tools.clock();
        this.lifetimes = settings.lifetimes();
        this.places = new JwtPlaces(tools.statusLists(), lifetimes);
        this.audit = audit;
    }

    /** A token for the client itself (RFC 6749 §4.4): no refresh token. */
    public IssuedTokens issue(Client client, Permission permission) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Duration lifetime = lifetimes.accessToken(client, GrantType.CLIENT_CREDENTIALS);
        ClientToken token = new ClientToken(ids.next(), client.id(), permission, now, now.plus(lifetime));
        IssuedTokens tokens = new IssuedTokens(mint(client, token), lifetime.toSeconds(), permission.scope(), null);
        audit.record(issued(client, null, details(GrantType.CLIENT_CREDENTIALS, permission)));
        return tokens;
    }

    private String mint(Client client, ClientToken token) {
        if (client.tokens().format() == TokenFormat.JWT) {
            return accessTokens.jwt(token, places.of(client, token, token.issuedAt()));
        }
        store.keep(token);
        return accessTokens.handle(token);
    }

    /** The first tokens of a grant; empty when the user was disabled or changed in the meantime. */
    public Optional<IssuedTokens> start(Client client, GrantType grantType, GrantUser user, Permission permission) {
        boolean password = grantType.equals(GrantType.PASSWORD);
        GrantUser known = password ? user.signedInAt(clock.instant()) : user;
        return start(client, new GrantStart(ids.next(), grantType, known, permission), store::start);
    }

    /** The first tokens of a grant that {@code keep} keeps, by an act of its own; empty when that refuses. */
    public Optional<IssuedTokens> start(Client client, GrantStart start, Predicate<Grant> keep) {
        Instant now = clock.instant();
        Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        Instant accessEnd = issuedAt.plus(lifetimes.accessToken(client, start.grantType()));
        RefreshState refresh = firstRefresh(client, start.grantType(), now, accessEnd);
        Grant unplaced = new Grant(
                start.id(),
                client.id(),
                start.grantType(),
                start.user(),
                start.permission(),
                new AccessState(0, start.permission().scope(), issuedAt, refresh.cut(accessEnd)),
                refresh,
                GrantStatus.none(),
                now);
        Grant grant = places.placed(client, unplaced, now);
        return keep.test(grant) ? Optional.of(issued(client, grant, issuedAt, start.grantType())) : Optional.empty();
    }

    // No refresh token ever goes through the browser's address line (RFC 6749 §4.2.2).
    private static boolean isRefreshed(Client client, GrantType grantType) {
        return client.mayUse(GrantType.REFRESH_TOKEN) && !grantType.equals(GrantType.IMPLICIT);
    }

    /** How long what a person allows {@code client} by a grant of this type lasts at most. */
    public Duration longest(Client client, GrantType grantType) {
        return isRefreshed(client, grantType)
                ? lifetimes.refreshAbsolute(client.tokens())
                : lifetimes.accessToken(client, grantType);
    }

    // A grant without a refresh token ends with its access token.
    private RefreshState firstRefresh(Client client, GrantType grantType, Instant now, Instant accessEnd) {
        if (!isRefreshed(client, grantType)) {
            return new RefreshState(0, List.of(), accessEnd, accessEnd);
        }
        Instant endsAt = now.plus(lifetimes.refreshAbsolute(client.tokens()));
        Instant idleEnd = now.plus(lifetimes.refreshIdle(client.tokens()));
        return new RefreshState(0, List.of(), RefreshState.earlier(idleEnd, endsAt), endsAt);
    }

    /** The grant that a refresh token belongs to, good or not; empty for a text that is no refresh token of ours. */
    public Optional<PresentedRefreshToken> open(String refreshToken) {
        return sealer.open(HandleKind.REFRESH_TOKEN, refreshToken)
                .flatMap(handle ->
                        store.find(handle.id()).map(found -> new PresentedRefreshToken(found, handle.generation())));
    }

    /** Uses a refresh token for {@code scope}, which lies within the grant's. */
    public Rotation rotate(Client client, PresentedRefreshToken presented, ScopeSet scope) {
        Instant now = clock.instant();
        Grant grant = presented.stored().grant();
        if (presented.stored().revoked() || !now.isBefore(grant.refresh().expiresAt())) {
            return new Rotation.Ended();
        }
        GrantRotation.Step step = new GrantRotation(store, lifetimes, places)
                .present(new GrantRotation.Presented(client, presented.generation(), scope, now), grant);
        return step.grant()
                .<Rotation>map(next -> new Rotation.Rotated(issued(client, next, now, GrantType.REFRESH_TOKEN)))
                .orElse(step.otherwise());
    }

    private IssuedTokens issued(Client client, Grant grant, Instant now, GrantType presented) {
        IssuedTokens tokens = tokens(client, grant, now);
        Permission permission =
                new Permission(grant.access().scope(), grant.permission().audience());
        Map<String, String> details = details(presented, permission);
        details.put("grant", grant.id().toString());
        audit.record(issued(client, grant.user().id(), details));
        return tokens;
    }

    private static AuditEvent issued(Client client, @Nullable Long user, Map<String, String> details) {
        return new AuditEvent(EventType.TOKEN_ISSUED, Actor.client(client.id()), user, client.id(), details);
    }

    private static Map<String, String> details(GrantType grantType, Permission permission) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("grant_type", grantType.value());
        details.put("scope", permission.scope().toString());
        details.put("audience", permission.audience());
        return details;
    }

    private IssuedTokens tokens(Client client, Grant grant, Instant now) {
        long expiresIn = Duration.between(
                        now.truncatedTo(ChronoUnit.SECONDS), grant.access().expiresAt())
                .toSeconds();
        // A retry within the grace can come after the end of a very short-lived access token.
        return new IssuedTokens(
                accessTokens.of(client, grant),
                Math.max(0, expiresIn),
                grant.access().scope(),
                refreshToken(client, grant));
    }

    private @Nullable String refreshToken(Client client, Grant grant) {
        return isRefreshed(client, grant.grantType())
                ? sealer.seal(new Handle(
                        HandleKind.REFRESH_TOKEN, grant.id(), grant.refresh().generation()))
                : null;
    }
}
