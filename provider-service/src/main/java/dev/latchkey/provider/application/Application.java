package dev.latchkey.provider.application;

import dev.latchkey.provider.client.Client;
import java.time.Instant;

/**
 * A client that a person registered.
 *
 * @param client the client
 * @param kind what it is
 * @param createdAt when it was registered
 */
public record Application(Client client, ApplicationKind kind, Instant createdAt) {}
