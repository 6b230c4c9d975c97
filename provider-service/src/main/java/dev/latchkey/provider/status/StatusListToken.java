package dev.latchkey.provider.status;

/**
 * A status list as it is served (draft-ietf-oauth-status-list §5.1).
 *
 * @param jwt the signed list
 * @param tag the same while its content is the same and young enough
 * @param fresh whether the database was read just now, so that "not modified" would be true
 */
public record StatusListToken(String jwt, String tag, boolean fresh) {}
