package dev.latchkey.provider.app;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.bundle.ProviderConfiguration;
import java.time.InstantSource;

/**
 * What a command works on.
 *
 * @param configuration the provider's section
 * @param database the open database
 * @param clock the time to go by
 */
record CommandContext(ProviderConfiguration configuration, Database database, InstantSource clock) {}
