package dev.latchkey.provider.token;

import dev.latchkey.auth.ScopeSet;
import java.time.Instant;

/**
 * The current access token of a grant.
 *
 * @param sequence which of the grant's successive access tokens it is, from 0
 * @param scope what it allows: the grant's scope or less
 * @param issuedAt its {@code iat}
 * @param expiresAt its {@code exp}
 */
public record AccessState(int sequence, ScopeSet scope, Instant issuedAt, Instant expiresAt) {}
