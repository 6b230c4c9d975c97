package dev.latchkey.auth;

/** How many of the scopes in {@link RequiresScope} a token must have. */
public enum ScopeMatch {
    /** Each of them. */
    ALL,
    /** At least one of them. */
    ANY
}
