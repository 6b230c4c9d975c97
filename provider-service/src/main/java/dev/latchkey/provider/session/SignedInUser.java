package dev.latchkey.provider.session;

/**
 * Who is logged in.
 *
 * @param id the user's id
 * @param username the name as the user writes it
 * @param version the user's version at login; a session ends when it changes
 */
public record SignedInUser(long id, String username, long version) {}
