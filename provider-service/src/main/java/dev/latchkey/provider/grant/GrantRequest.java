package dev.latchkey.provider.grant;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.protocol.Parameters;

/**
 * A token request whose client is known.
 *
 * @param client who asks
 * @param parameters what it sent
 */
public record GrantRequest(Client client, Parameters parameters) {}
