package dev.latchkey.provider.bundle;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.Migrations;
import java.util.List;

/** The provider's tables: those of the accounts and its own. */
public final class Schema {
    private static final List<String> CHANGELOGS = List.of(Migrations.ACCOUNTS, "dev/latchkey/provider/migrations.xml");

    private Schema() {}

    /** Brings the tables up to date. */
    public static void migrate(Database database) {
        Migrations.migrate(database, CHANGELOGS);
    }

    /** Whether the tables are up to date. */
    public static boolean isCurrent(Database database) {
        return Migrations.isCurrent(database, CHANGELOGS);
    }

    /** Makes sure that the tables are up to date: an embedded database is migrated, any other only checked. */
    static void require(Database database) {
        if (isCurrent(database)) {
            return;
        }
        if (!database.settings().isEmbedded()) {
            throw new UnsafeConfigurationException(
                    List.of("provider.database: the tables of this database are missing or older than this version:"
                            + " run `./latchkey db migrate` first."));
        }
        migrate(database);
    }
}
