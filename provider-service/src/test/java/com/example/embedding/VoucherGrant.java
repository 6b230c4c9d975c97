package com.example.embedding;

import dev.latchkey.provider.grant.GrantHandler;
import dev.latchkey.provider.grant.GrantRequest;
import dev.latchkey.provider.grant.GrantTools;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.IssuedTokens;
import dev.latchkey.provider.token.Permission;
import java.util.Map;
import java.util.Optional;

/** A voucher that a partner gave a user, for tokens; good once. */
final class VoucherGrant implements GrantHandler {
    static final GrantType TYPE = new GrantType("https://example.com/grants/voucher");

    private final Map<String, String> userByVoucher;
    private final GrantTools tools;

    VoucherGrant(Map<String, String> userByVoucher, GrantTools tools) {
        this.userByVoucher = userByVoucher;
        this.tools = tools;
    }

    @Override
    public GrantType grantType() {
        return TYPE;
    }

    @Override
    public IssuedTokens handle(GrantRequest request) {
        String voucher = request.parameters().require("voucher");
        Permission permission =
                tools.scopes().permit(request.client(), request.parameters().find("scope"));
        GrantUser user = Optional.ofNullable(userByVoucher.remove(voucher))
                .flatMap(tools.accounts()::findOrCreate)
                .orElseThrow(VoucherGrant::refused);
        return tools.issuer().start(request.client(), TYPE, user, permission).orElseThrow(VoucherGrant::refused);
    }

    private static OAuthException refused() {
        return OAuthException.invalidGrant(
                "The voucher is unknown or used. Ask the partner for another.", "no such voucher");
    }
}
