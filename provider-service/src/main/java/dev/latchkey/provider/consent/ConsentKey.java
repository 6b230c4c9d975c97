package dev.latchkey.provider.consent;

import dev.latchkey.provider.client.ClientId;

/**
 * Who allowed whom what for.
 *
 * @param userId the user
 * @param client the client
 * @param audience the resource
 */
public record ConsentKey(long userId, ClientId client, String audience) {}
