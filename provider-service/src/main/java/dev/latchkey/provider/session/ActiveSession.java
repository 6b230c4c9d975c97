package dev.latchkey.provider.session;

/**
 * A live session, as its user sees it.
 *
 * @param session the session
 * @param origin where it was started
 */
public record ActiveSession(LoginSession session, SessionOrigin origin) {}
