package dev.latchkey.provider.token;

/**
 * A refresh token whose seal is good, with the grant it belongs to.
 *
 * @param stored the grant as it stands
 * @param generation which of the grant's successive refresh tokens this is
 */
public record PresentedRefreshToken(StoredGrant stored, int generation) {}
