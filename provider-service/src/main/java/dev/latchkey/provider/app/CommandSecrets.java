package dev.latchkey.provider.app;

import dev.latchkey.provider.bundle.ProviderConfiguration;
import dev.latchkey.provider.bundle.SecretFile;
import dev.latchkey.provider.client.ClientSecretHasher;
import java.security.SecureRandom;

/** The hasher of client secrets by the server secrets in use. */
final class CommandSecrets {
    private CommandSecrets() {}

    static ClientSecretHasher of(ProviderConfiguration configuration, SecureRandom random) {
        if (!configuration.database().isEmbedded()
                && (configuration.secret() == null || configuration.secret().isBlank())) {
            throw new CommandException("There is no server secret: set LATCHKEY_SECRET as the provider has it.");
        }
        return new ClientSecretHasher(SecretFile.secrets(configuration, random));
    }
}
