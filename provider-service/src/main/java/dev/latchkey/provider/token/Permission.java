package dev.latchkey.provider.token;

import dev.latchkey.auth.ScopeSet;

/**
 * What a token may be used for.
 *
 * @param scope what it allows
 * @param audience the resource it is for (RFC 8707), or the issuer when its scopes belong to none
 */
public record Permission(ScopeSet scope, String audience) {}
