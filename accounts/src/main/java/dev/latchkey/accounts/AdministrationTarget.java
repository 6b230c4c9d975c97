package dev.latchkey.accounts;

/**
 * Which user an administrator acts on.
 *
 * @param administrator the id of who acts
 * @param user the id of the user acted on
 * @param version the user's version as the administrator saw it: whoever comes second changes nothing
 */
public record AdministrationTarget(long administrator, long user, long version) {}
