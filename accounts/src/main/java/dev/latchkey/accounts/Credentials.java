package dev.latchkey.accounts;

/**
 * What a log-in is checked against.
 *
 * @param userId the user's id
 * @param username the name as stored
 * @param passwordHash a PHC string; never shown
 * @param enabled may log in
 * @param administrator may administer the provider
 * @param version rises with every change of the user
 */
public record Credentials(
        long userId, UserName username, String passwordHash, boolean enabled, boolean administrator, long version) {
    @Override
    public String toString() {
        return "Credentials[userId=" + userId + ", username=" + username + ", enabled=" + enabled + "]";
    }
}
