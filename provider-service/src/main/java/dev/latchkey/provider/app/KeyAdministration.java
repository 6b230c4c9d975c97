package dev.latchkey.provider.app;

import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.store.JdbiSigningKeyStore;
import java.security.SecureRandom;

/** The signing keys of the database that a command works on. */
final class KeyAdministration {
    private KeyAdministration() {}

    static SigningKeys keys(CommandContext context) {
        SecureRandom random = new SecureRandom();
        return new SigningKeys(
                new JdbiSigningKeyStore(context.database()),
                CommandSecrets.secrets(context.configuration(), random),
                random,
                context.clock(),
                context.configuration().keys());
    }
}
