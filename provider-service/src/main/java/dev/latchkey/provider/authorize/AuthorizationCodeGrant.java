package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.grant.GrantHandler;
import dev.latchkey.provider.grant.GrantRequest;
import dev.latchkey.provider.grant.ScopePolicy;
import dev.latchkey.provider.protocol.CodeChallenge;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.GrantStart;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.IssuedTokens;
import dev.latchkey.provider.token.StoredGrant;
import dev.latchkey.provider.token.TokenIssuer;
import dev.latchkey.provider.token.TokenStore;
import dev.latchkey.provider.token.TokenTools;
import java.time.Instant;
import java.util.Optional;

/** An authorization code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5), exactly once. */
public final class AuthorizationCodeGrant implements GrantHandler {
    private static final String REFUSED =
            "The code is invalid, expired, used, or was issued for another client or redirect_uri. Start again.";

    private final AuthorizationCodeStore codes;
    private final TokenStore grants;
    private final TokenIssuer issuer;
    private final TokenTools tools;
    private final AuditTrail audit;

    public AuthorizationCodeGrant(
            AuthorizationCodeStore codes, TokenStore grants, TokenIssuer issuer, TokenTools tools, AuditTrail audit) {
        this.codes = codes;
        this.grants = grants;
        this.issuer = issuer;
        this.tools = tools;
        this.audit = audit;
    }

    @Override
    public GrantType grantType() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public IssuedTokens handle(GrantRequest request) {
        Parameters parameters = request.parameters();
        RowId id = tools.sealer()
                .open(HandleKind.AUTHORIZATION_CODE, parameters.require("code"))
                .map(Handle::id)
                .orElseThrow(() -> refused("no such code"));
        Instant now = tools.clock().instant();
        // A code with a good seal whose row is gone was redeemed or has expired: its grant, if any, has had its use.
        StoredCode stored = codes.find(id).orElseThrow(() -> replayedLate(request.client(), id, now));
        AuthorizationCode code = stored.code();
        if (stored.burnt()) {
            throw replayed(request.client(), code, now);
        }
        requireVerifierWhereThereIsAChallenge(code, parameters);
        ScopePolicy.requireResource(parameters, code.permission().audience());
        Optional<String> mismatch = mismatch(request.client(), stored, parameters, now);
        if (mismatch.isPresent()) {
            // Burnt by somebody else since it was read: this is a second use all the same.
            throw codes.burn(id, now)
                    ? refused(mismatch.get() + ": code burnt")
                    : replayed(request.client(), code, now);
        }
        return redeem(request.client(), code, now);
    }

    private IssuedTokens redeem(Client client, AuthorizationCode code, Instant now) {
        RowId attempt = tools.ids().next();
        GrantUser user = code.user().signedInAt(code.authenticatedAt());
        GrantStart start = new GrantStart(code.id(), GrantType.AUTHORIZATION_CODE, user, code.permission());
        return issuer.start(client, start, grant -> codes.redeem(grant, attempt, now))
                .orElseThrow(() -> replayed(client, code, now));
    }

    // Not burnt: without the verifier nobody can have guessed anything, and a client that forgot it can try again.
    private static void requireVerifierWhereThereIsAChallenge(AuthorizationCode code, Parameters parameters) {
        if (code.challenge() != null && parameters.find("code_verifier").isEmpty()) {
            throw OAuthException.invalidGrant(
                    "The code_verifier is missing. Send the one that the code_challenge was made of.",
                    "verifier missing");
        }
    }

    private static Optional<String> mismatch(Client client, StoredCode stored, Parameters parameters, Instant now) {
        AuthorizationCode code = stored.code();
        if (!code.client().equals(client.id())) {
            return Optional.of("code of another client");
        }
        if (!now.isBefore(code.redeemableUntil())) {
            return Optional.of("code expired");
        }
        if (!stored.userUnchanged()) {
            return Optional.of("the user was disabled or changed");
        }
        if (!isRedirectGood(code, parameters)) {
            return Optional.of("another redirect_uri");
        }
        return isVerifierGood(code, parameters) ? Optional.empty() : Optional.of("wrong verifier");
    }

    private static boolean isRedirectGood(AuthorizationCode code, Parameters parameters) {
        Optional<String> sent = parameters.find("redirect_uri");
        return sent.map(code.redirectUri()::equals).orElse(!code.redirectUriSent());
    }

    private static boolean isVerifierGood(AuthorizationCode code, Parameters parameters) {
        CodeChallenge challenge = code.challenge();
        Optional<String> verifier = parameters.find("code_verifier");
        return challenge == null
                ? verifier.isEmpty()
                : verifier.filter(challenge::isOf).isPresent();
    }

    private OAuthException replayed(Client presenter, AuthorizationCode code, Instant now) {
        AuditEvent event = replay(presenter, code.id());
        return revoked(code.id(), event.user(code.user().id()).client(code.client()), now);
    }

    // Without the code, its grant says whose it was.
    private OAuthException replayedLate(Client presenter, RowId id, Instant now) {
        AuditEvent event = replay(presenter, id);
        AuditEvent known = grants.find(id)
                .map(StoredGrant::grant)
                .map(grant -> event.user(grant.user().id()).client(grant.client()))
                .orElse(event);
        return revoked(id, known, now);
    }

    private static AuditEvent replay(Client presenter, RowId id) {
        return AuditEvent.of(EventType.CODE_REPLAYED, Actor.client(presenter.id()))
                .client(presenter.id())
                .with("grant", id.toString());
    }

    private OAuthException revoked(RowId id, AuditEvent event, Instant now) {
        grants.revoke(id, now);
        audit.record(event);
        return refused("code used again or burnt, grant " + id + " revoked if there was one");
    }

    private static OAuthException refused(String detail) {
        return OAuthException.invalidGrant(REFUSED, detail);
    }
}
