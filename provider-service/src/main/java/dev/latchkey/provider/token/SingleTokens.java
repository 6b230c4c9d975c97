package dev.latchkey.provider.token;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Gives a client that asks again the opaque token it has, as long as that lives, instead of another. JWTs are not kept,
 * so there is none to give again.
 */
public final class SingleTokens {
    private static final LiveTokens NONE = new LiveTokens() {
        @Override
        public List<ClientToken> ofClient(ClientId client, Instant after) {
            return List.of();
        }

        @Override
        public List<Grant> ofUser(ClientId client, GrantType grantType, GrantUser user, Instant after) {
            return List.of();
        }
    };

    private final LiveTokens tokens;
    private final TokenTools tools;

    private SingleTokens(LiveTokens tokens, TokenTools tools) {
        this.tokens = tokens;
        this.tools = tools;
    }

    /** Gives the tokens again that {@code tokens} finds. */
    public static SingleTokens among(LiveTokens tokens, TokenTools tools) {
        return new SingleTokens(tokens, tools);
    }

    /** Gives none again. */
    public static SingleTokens off(TokenTools tools) {
        return new SingleTokens(NONE, tools);
    }

    /** The client's own token for this permission, if it has one. */
    public Optional<IssuedTokens> find(Client client, Permission permission) {
        if (client.tokens().format() != TokenFormat.OPAQUE) {
            return Optional.empty();
        }
        Instant now = tools.clock().instant();
        return tokens.ofClient(client.id(), aSecondAfter(now)).stream()
                .filter(token -> token.permission().equals(permission))
                .findFirst()
                .map(token -> answer(token, now));
    }

    /** The tokens of the grant that the user gave the client for this permission, if there is one. */
    public Optional<IssuedTokens> find(Client client, GrantType grantType, GrantUser user, Permission permission) {
        if (client.tokens().format() != TokenFormat.OPAQUE) {
            return Optional.empty();
        }
        Instant now = tools.clock().instant();
        return tokens.ofUser(client.id(), grantType, user, aSecondAfter(now)).stream()
                .filter(grant -> grant.permission().equals(permission))
                .filter(grant -> grant.access().scope().equals(permission.scope()))
                .findFirst()
                .map(grant -> answer(client, grant, now));
    }

    // expires_in is whole seconds: what would say 0 is not worth giving.
    private static Instant aSecondAfter(Instant now) {
        return now.plusSeconds(1);
    }

    private IssuedTokens answer(ClientToken token, Instant now) {
        String handle = tools.sealer().seal(new Handle(HandleKind.CLIENT_ACCESS_TOKEN, token.id(), 0));
        return new IssuedTokens(
                handle, seconds(now, token.expiresAt()), token.permission().scope(), null);
    }

    private IssuedTokens answer(Client client, Grant grant, Instant now) {
        AccessState access = grant.access();
        String refreshToken = client.mayUse(GrantType.REFRESH_TOKEN)
                ? seal(HandleKind.REFRESH_TOKEN, grant, grant.refresh().generation())
                : null;
        return new IssuedTokens(
                seal(HandleKind.ACCESS_TOKEN, grant, access.sequence()),
                seconds(now, access.expiresAt()),
                access.scope(),
                refreshToken);
    }

    private String seal(HandleKind kind, Grant grant, int generation) {
        return tools.sealer().seal(new Handle(kind, grant.id(), generation));
    }

    private static long seconds(Instant now, Instant end) {
        return Duration.between(now.truncatedTo(ChronoUnit.SECONDS), end).toSeconds();
    }
}
