package dev.latchkey.provider.token;

/**
 * A grant as the store finds it.
 *
 * @param grant the grant
 * @param revoked whether it was revoked
 * @param userEnabled whether its user may still do anything and is the same as when the grant was given
 */
public record StoredGrant(Grant grant, boolean revoked, boolean userEnabled) {}
