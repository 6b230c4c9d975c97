package dev.latchkey.rivals;

/**
 * What the API answers.
 *
 * @param id a number
 * @param username a name
 */
public record Person(long id, String username) {}
