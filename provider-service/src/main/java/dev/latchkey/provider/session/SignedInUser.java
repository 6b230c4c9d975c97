package dev.latchkey.provider.session;

/**
 * Who is logged in.
 *
 * @param id the user's id
 * @param username the name as the user writes it
 * @param version the user's version at login; a session ends when it changes
 * @param administrator whether the user may administer the provider; read anew with each request
 */
public record SignedInUser(long id, String username, long version, boolean administrator) {
    /** Who just logged in; their rights are read with the next request. */
    public SignedInUser(long id, String username, long version) {
        this(id, username, version, false);
    }
}
