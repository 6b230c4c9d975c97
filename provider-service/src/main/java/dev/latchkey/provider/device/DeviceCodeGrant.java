package dev.latchkey.provider.device;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.grant.GrantHandler;
import dev.latchkey.provider.grant.GrantRequest;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.GrantStart;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.IssuedTokens;
import dev.latchkey.provider.token.TokenIssuer;
import dev.latchkey.provider.token.TokenTools;
import java.time.Instant;

/** A device polls for its tokens (RFC 8628 §3.4, §3.5). */
public final class DeviceCodeGrant implements GrantHandler {
    private static final int SLOWER_BY = 5;
    private static final int SLOWEST = 300;

    private final DeviceCodeStore codes;
    private final TokenIssuer issuer;
    private final TokenTools tools;

    public DeviceCodeGrant(DeviceCodeStore codes, TokenIssuer issuer, TokenTools tools) {
        this.codes = codes;
        this.issuer = issuer;
        this.tools = tools;
    }

    @Override
    public GrantType grantType() {
        return GrantType.DEVICE_CODE;
    }

    @Override
    public IssuedTokens handle(GrantRequest request) {
        RowId id = tools.sealer()
                .open(HandleKind.DEVICE_CODE, request.parameters().require("device_code"))
                .map(Handle::id)
                .orElseThrow(() -> refused("no such device code"));
        StoredDeviceCode stored = codes.find(id).orElseThrow(() -> refused("no such device code"));
        Instant now = tools.clock().instant();
        if (!stored.code().client().equals(request.client().id())) {
            throw refused("device code of another client");
        }
        if (stored.decision() == DeviceDecision.PENDING) {
            throw pending(stored, now);
        }
        return decided(request.client(), stored, now);
    }

    private OAuthException pending(StoredDeviceCode stored, Instant now) {
        if (!now.isBefore(stored.code().validUntil())) {
            return expired();
        }
        boolean tooFast = now.isBefore(stored.polledAt().plusSeconds(stored.interval()));
        int interval = tooFast ? Math.min(SLOWEST, stored.interval() + SLOWER_BY) : stored.interval();
        codes.polled(stored.code().id(), interval, now);
        return tooFast
                ? new OAuthException(
                        ErrorCode.SLOW_DOWN, "The device polls too fast. Wait five seconds longer between two polls.")
                : new OAuthException(
                        ErrorCode.AUTHORIZATION_PENDING,
                        "The user has not decided yet. Poll again after the interval.");
    }

    private IssuedTokens decided(Client client, StoredDeviceCode stored, Instant now) {
        if (stored.decision() == DeviceDecision.DENIED) {
            throw new OAuthException(ErrorCode.ACCESS_DENIED, "The user denied the request.");
        }
        GrantUser user = stored.user();
        if (stored.decision() == DeviceDecision.REDEEMED || user == null || !stored.userUnchanged()) {
            throw refused("device code used before, or its user was disabled or changed");
        }
        if (!now.isBefore(stored.code().validUntil())) {
            throw expired();
        }
        RowId attempt = tools.ids().next();
        GrantStart start = new GrantStart(
                stored.code().id(), GrantType.DEVICE_CODE, user, stored.code().permission());
        return issuer.start(client, start, grant -> codes.redeem(grant, attempt, now))
                .orElseThrow(() -> refused("device code used at the same time"));
    }

    private static OAuthException expired() {
        return new OAuthException(ErrorCode.EXPIRED_TOKEN, "The device code has expired. Ask for a new one.");
    }

    private static OAuthException refused(String detail) {
        return OAuthException.invalidGrant(
                "The device code is unknown, used, or another client's. Ask for a new one.", detail);
    }
}
