package dev.latchkey.provider.app;

import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.bundle.Timekeeping;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.key.WrappedKey;
import java.io.PrintStream;
import java.time.Instant;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparsers;

/** {@code keys list|rotate|remove|rewrap}: the signing keys. */
final class KeysCommand extends ProviderCommand {
    private final PrintStream out;

    KeysCommand(PrintStream out, Timekeeping time) {
        super("keys", "Lists, rotates, removes and rewraps the signing keys", time);
        this.out = out;
    }

    @Override
    void configureActions(Subparsers actions) {
        action(actions, "list", "lists the keys: kid, since when published, from when signing, state");
        action(actions, "rotate", "publishes a new key now; it signs as soon as everybody can know it");
        action(actions, "remove", "takes a key away at once: its tokens are refused (emergency)")
                .addArgument("kid")
                .help("which key");
        action(actions, "rewrap", "wraps all keys under the first server secret");
    }

    @Override
    void run(String action, Namespace arguments, CommandContext context) {
        requireSchema(context.database());
        SigningAlgorithm algorithm = context.configuration().signingAlgorithm();
        SigningKeys keys = KeyAdministration.keys(context);
        keys.load(algorithm);
        switch (action) {
            case "list" ->
                keys.refresh().forEach(key -> print(keys, key, context.clock().instant()));
            case "rotate" -> {
                keys.rotate(algorithm);
                record(context, CommandAudit.event(EventType.KEY_ROTATED));
                out.println("Published a new key; `./latchkey keys list` shows from when it signs.");
            }
            case "remove" -> {
                remove(keys, arguments.getString("kid"), algorithm);
                record(context, CommandAudit.event(EventType.KEY_REMOVED).with("kid", arguments.getString("kid")));
            }
            default -> {
                keys.rewrap();
                record(context, CommandAudit.event(EventType.KEY_REWRAPPED));
                out.println("All keys are wrapped under the first server secret.");
            }
        }
    }

    private static void record(CommandContext context, AuditEvent event) {
        CommandAudit.trail(context).record(event);
    }

    private void print(SigningKeys keys, WrappedKey key, Instant now) {
        String state = keys.isSigning(key) ? "signing" : key.activatesAt().isAfter(now) ? "next" : "previous";
        out.println(key.keyId() + "\t" + key.createdAt() + "\t" + key.activatesAt() + "\t" + state);
    }

    private void remove(SigningKeys keys, String keyId, SigningAlgorithm algorithm) {
        WrappedKey key = keys.refresh().stream()
                .filter(candidate -> candidate.keyId().equals(keyId))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        "There is no key " + keyId + ": `./latchkey keys list` shows those there are."));
        keys.remove(key, algorithm);
        out.println("Removed key " + keyId + "; resource servers refuse its tokens when they next read the key set.");
    }
}
