package dev.latchkey.provider.authorize;

/**
 * A code as the store finds it.
 *
 * @param code the code
 * @param burnt whether it was redeemed or made worthless
 * @param userUnchanged whether its user is enabled and the same as when the code was made
 */
public record StoredCode(AuthorizationCode code, boolean burnt, boolean userUnchanged) {}
