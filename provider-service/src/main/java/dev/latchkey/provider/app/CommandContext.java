package dev.latchkey.provider.app;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.bundle.ProviderConfiguration;

/**
 * What a command works on.
 *
 * @param configuration the provider's section
 * @param database the open database
 */
record CommandContext(ProviderConfiguration configuration, Database database) {}
