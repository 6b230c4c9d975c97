package dev.latchkey.provider.grant;

import dev.latchkey.provider.token.TokenIssuer;

/**
 * What an own grant works with.
 *
 * @param scopes which scopes a client gets
 * @param issuer what issues tokens
 * @param accounts the users
 */
public record GrantTools(ScopePolicy scopes, TokenIssuer issuer, Accounts accounts) {}
