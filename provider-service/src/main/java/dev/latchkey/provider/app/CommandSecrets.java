package dev.latchkey.provider.app;

import dev.latchkey.provider.bundle.ProviderConfiguration;
import dev.latchkey.provider.bundle.SecretFile;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.security.SecureRandom;

/** The server secrets in use, and the hasher of client secrets by them. */
final class CommandSecrets {
    private CommandSecrets() {}

    static ClientSecretHasher of(ProviderConfiguration configuration, SecureRandom random) {
        return new ClientSecretHasher(secrets(configuration, random));
    }

    static ServerSecrets secrets(ProviderConfiguration configuration, SecureRandom random) {
        if (SecretFile.mustBeConfigured(configuration.database())
                && (configuration.secret() == null || configuration.secret().isBlank())) {
            throw new CommandException("There is no server secret: set LATCHKEY_SECRET as the provider has it.");
        }
        return SecretFile.secrets(configuration, random);
    }
}
