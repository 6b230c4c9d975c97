package dev.latchkey.provider.token;

import dev.latchkey.provider.client.ClientId;
import org.jspecify.annotations.Nullable;

/**
 * Whom an access token is for and what it allows.
 *
 * @param client the client
 * @param user the user it stands for; null when the client asks for itself
 * @param permission its scope and audience
 */
public record TokenContext(ClientId client, @Nullable GrantUser user, Permission permission) {}
