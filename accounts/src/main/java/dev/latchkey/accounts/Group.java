package dev.latchkey.accounts;

/**
 * A group of users; being in one carries no right at the provider.
 *
 * @param id a number from 1
 * @param name unique
 */
public record Group(long id, String name) {}
