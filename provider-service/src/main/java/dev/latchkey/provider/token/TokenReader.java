package dev.latchkey.provider.token;

import dev.latchkey.auth.jose.JwtVerification;
import dev.latchkey.auth.jose.JwtVerifier;
import dev.latchkey.auth.jose.LocalJwkSet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.status.StatusClaim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out which token a text is. A forged one never reaches the database. */
final class TokenReader {
    private final TokenStore grants;
    private final RevocationStore tokens;
    private final HandleSealer sealer;
    private final JwtVerifier verifier;
    private final StatusClaim status;
    private final String issuer;

    TokenReader(TokenStore grants, RevocationStore tokens, TokenTools tools) {
        this.grants = grants;
        this.tokens = tokens;
        this.sealer = tools.sealer();
        this.verifier = new JwtVerifier(
                new LocalJwkSet(tools.keys()::publicKeys), List.of(SigningAlgorithm.values()), Set.of("at+jwt"));
        this.status = new StatusClaim(tools.issuer());
        this.issuer = tools.issuer();
    }

    Optional<FoundToken> read(String text) {
        return refresh(text).or(() -> grant(text)).or(() -> client(text)).or(() -> jwt(text));
    }

    private Optional<FoundToken> refresh(String text) {
        return sealer.open(HandleKind.REFRESH_TOKEN, text)
                .flatMap(handle -> grants.find(handle.id()))
                .map(FoundToken.OfRefresh::new);
    }

    private Optional<FoundToken> grant(String text) {
        return sealer.open(HandleKind.ACCESS_TOKEN, text)
                .flatMap(handle ->
                        grants.find(handle.id()).map(stored -> new FoundToken.OfGrant(stored, handle.generation())));
    }

    private Optional<FoundToken> client(String text) {
        return sealer.open(HandleKind.CLIENT_ACCESS_TOKEN, text)
                .flatMap(handle -> tokens.findClientToken(handle.id()))
                .map(FoundToken.OfClient::new);
    }

    private Optional<FoundToken> jwt(String text) {
        return verifier.verify(text) instanceof JwtVerification.Verified verified
                        && issuer.equals(verified.claims().get("iss"))
                ? jwt(verified.claims())
                : Optional.empty();
    }

    private Optional<FoundToken> jwt(Map<String, Object> claims) {
        return claims.get("client_id") instanceof String client && claims.get("jti") instanceof String jti
                ? TokenId.parse(jti)
                        .map(id -> new FoundToken.Jwt(new ClientId(client), id, status.read(claims), claims))
                : Optional.empty();
    }
}
