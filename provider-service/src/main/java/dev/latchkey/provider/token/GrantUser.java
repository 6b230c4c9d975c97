package dev.latchkey.provider.token;

/**
 * The user a grant stands for.
 *
 * @param id the user's id, the {@code sub} of the tokens
 * @param username the name as the user writes it
 * @param version the user's version when the grant was given
 */
public record GrantUser(long id, String username, long version) {}
