package dev.latchkey.provider.app;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientCredentials;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.store.JdbiClientStore;
import io.dropwizard.util.Duration;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Instant;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code client rotate-secret}: another secret, while the older ones work on for a while. */
final class SecretRotation {
    private final PrintStream out;

    SecretRotation(PrintStream out) {
        this.out = out;
    }

    void run(Client client, Namespace arguments, CommandContext context) {
        if (!client.credentials().authentication().needsSecret()) {
            throw new CommandException("Client " + client.id() + " has no secret: it authenticates without one.");
        }
        Duration overlap = overlap(arguments.getString("overlap"));
        SecureRandom random = new SecureRandom();
        ClientRegistration.NewSecret secret = new ClientRegistration(
                        CommandSecrets.of(context.configuration(), random), random, context.clock())
                .newSecret(client.id(), client.credentials().authentication());
        Instant now = context.clock().instant();
        boolean added = new JdbiClientStore(context.database())
                .addSecret(client.id(), secret.stored(), now.plusMillis(overlap.toMilliseconds()), now);
        if (!added) {
            throw new CommandException("Client " + client.id() + " has " + ClientCredentials.MAX_SECRETS
                    + " secrets that still work: wait until one has ended, or it is not known who uses which.");
        }
        CommandAudit.trail(context)
                .record(CommandAudit.event(EventType.CLIENT_SECRET_ROTATED).client(client.id()));
        out.println("client_secret: " + secret.secret().reveal() + "\nKeep the secret now: it is not shown again.");
        out.println("Older secrets of the client work for another " + overlap + ".");
    }

    private static Duration overlap(String text) {
        try {
            return Duration.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException("\"" + text + "\" is no duration: write it like 24h, 7d or 0s.");
        }
    }
}
