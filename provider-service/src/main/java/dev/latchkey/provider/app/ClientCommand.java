package dev.latchkey.provider.app;

import dev.latchkey.provider.bundle.Timekeeping;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.client.ClientStore;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.store.JdbiClientStore;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparsers;

/** {@code client create|list|show|disable|rotate-secret}. */
final class ClientCommand extends ProviderCommand {
    private static final int PAGE = 500;

    private final PrintStream out;

    ClientCommand(PrintStream out, Timekeeping time) {
        super("client", "Creates, lists, shows and disables clients", time);
        this.out = out;
    }

    @Override
    void configureActions(Subparsers actions) {
        ClientOptions.add(action(actions, "create", "registers a client and shows its secret, once"));
        action(actions, "list", "lists all clients: id, name, type, state")
                .addArgument("--old-key")
                .action(Arguments.storeTrue())
                .help("only those whose newest secret is kept under an old server secret");
        withId(action(actions, "show", "shows all about a client but its secrets"));
        withId(action(actions, "disable", "ends all that a client may do"));
        withId(action(actions, "rotate-secret", "gives a client a new secret and shows it, once"))
                .addArgument("--overlap")
                .setDefault("24h")
                .help("how long its older secrets work on, such as 0s or 7d; 24h unless given");
    }

    private static ArgumentParser withId(ArgumentParser action) {
        action.addArgument("client_id").help("which client");
        return action;
    }

    @Override
    void run(String action, Namespace arguments, CommandContext context) {
        requireSchema(context.database());
        ClientStore clients = new JdbiClientStore(context.database());
        switch (action) {
            case "create" -> create(clients, arguments, context);
            case "list" -> list(clients, listed(arguments, context));
            case "rotate-secret" -> new SecretRotation(out).run(find(clients, arguments), arguments, context);
            case "show" -> ClientPrinter.print(out, find(clients, arguments));
            default -> disable(clients, find(clients, arguments).id(), context);
        }
    }

    private void create(ClientStore clients, Namespace arguments, CommandContext context) {
        SecureRandom random = new SecureRandom();
        ClientRegistration registration =
                new ClientRegistration(CommandSecrets.of(context.configuration(), random), random, context.clock());
        ClientRegistration.Wanted wanted = ClientOptions.read(arguments, context.configuration());
        ClientRegistration.Registered registered = registration.register(wanted);
        clients.register(registered.client(), context.clock().instant());
        record(context, EventType.CLIENT_CREATED, registered.client().id());
        out.println("Created client \"" + registered.client().name() + "\".");
        ClientOptionsCheck.warning(wanted).ifPresent(sentence -> out.println("Warning: " + sentence));
        out.println("client_id: " + registered.client().id());
        registered
                .secret()
                .ifPresent(secret -> out.println(
                        "client_secret: " + secret.reveal() + "\nKeep the secret now: it is not shown again."));
    }

    private static Predicate<Client> listed(Namespace arguments, CommandContext context) {
        if (!arguments.getBoolean("old_key")) {
            return client -> true;
        }
        ClientSecretHasher hasher = CommandSecrets.of(context.configuration(), new SecureRandom());
        return client -> client.credentials().secrets().stream().limit(1).anyMatch(hasher::isOld);
    }

    private void list(ClientStore clients, Predicate<Client> listed) {
        List<Client> page = clients.page(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(listed)
                    .forEach(client -> out.println(client.id() + "\t" + client.name() + "\t"
                            + ClientPrinter.lower(client.type()) + "\t"
                            + (client.enabled() ? "enabled" : "disabled")));
            page = clients.page(Optional.of(page.get(page.size() - 1).id()), PAGE);
        }
    }

    private void disable(ClientStore clients, ClientId id, CommandContext context) {
        clients.disable(id, context.clock().instant());
        record(context, EventType.CLIENT_DISABLED, id);
        out.println("Disabled client " + id + ".");
    }

    private static void record(CommandContext context, EventType type, ClientId id) {
        CommandAudit.trail(context).record(CommandAudit.event(type).client(id));
    }

    private static Client find(ClientStore clients, Namespace arguments) {
        String id = arguments.getString("client_id");
        return ClientId.parse(id)
                .flatMap(clients::find)
                .orElseThrow(() -> new CommandException(
                        "There is no client " + id + ": `./latchkey client list` shows those there are."));
    }
}
