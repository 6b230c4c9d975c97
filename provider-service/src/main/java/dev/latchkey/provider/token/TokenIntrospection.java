package dev.latchkey.provider.token;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.status.RevocationView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out whether an access token is good at this moment (RFC 7662): one statement at most, none for a client's own
 * JWT. What was revoked by this process or is in the grant's row counts at once, the rest within a second; when the
 * database does not answer, a client's own JWT is taken for good for ten seconds at most.
 */
public final class TokenIntrospection {
    private final TokenReader reader;
    private final TokenStore grants;
    private final RevocationView view;
    private final ClientCache clients;
    private final AccessTokens accessTokens;
    private final InstantSource clock;

    public TokenIntrospection(
            TokenStore grants, RevocationStore tokens, RevocationView view, ClientCache clients, TokenTools tools) {
        this.reader = new TokenReader(grants, tokens, tools);
        this.grants = grants;
        this.view = view;
        this.clients = clients;
        this.accessTokens = tools.accessTokens();
        this.clock = tools.clock();
    }

    /**
     * The token; empty when the text is no access token of ours, or one that is not good, for whatever reason. Throws what
     * the storage throws, and {@link dev.latchkey.provider.status.StatusBusyException}: nothing is said that is not known.
     */
    public Optional<LiveToken> find(String text) {
        Instant now = clock.instant();
        return reader.read(text).flatMap(found -> find(found, now));
    }

    private Optional<LiveToken> find(FoundToken found, Instant now) {
        if (found instanceof FoundToken.OfGrant access) {
            return isLive(access, now)
                    ? live(found.client(), accessTokens.claims(access.stored().grant()))
                    : Optional.empty();
        }
        if (found instanceof FoundToken.OfClient own) {
            return now.isBefore(own.token().expiresAt())
                    ? live(found.client(), accessTokens.claims(own.token()))
                    : Optional.empty();
        }
        return found instanceof FoundToken.Jwt jwt && isLive(jwt, now)
                ? live(found.client(), withoutStatus(jwt.claims()))
                : Optional.empty();
    }

    private static boolean isLive(FoundToken.OfGrant access, Instant now) {
        AccessState state = access.stored().grant().access();
        return isLive(access.stored()) && access.sequence() == state.sequence() && now.isBefore(state.expiresAt());
    }

    private static boolean isLive(StoredGrant stored) {
        return !stored.revoked() && stored.userEnabled();
    }

    private boolean isLive(FoundToken.Jwt jwt, Instant now) {
        return now.isBefore(jwt.expiresAt())
                && jwt.place().filter(place -> !view.isRevoked(place)).isPresent()
                && isLive(jwt);
    }

    private boolean isLive(FoundToken.Jwt jwt) {
        if (!jwt.isClients()) {
            return grants.find(jwt.id().row())
                    .filter(TokenIntrospection::isLive)
                    .isPresent();
        }
        view.requireRecent();
        return true;
    }

    private Optional<LiveToken> live(ClientId id, Map<String, Object> claims) {
        return clients.find(id).filter(Client::enabled).map(client -> new LiveToken(client, claims));
    }

    private static Map<String, Object> withoutStatus(Map<String, Object> claims) {
        Map<String, Object> rest = new LinkedHashMap<>(claims);
        rest.remove("status");
        return rest;
    }
}
