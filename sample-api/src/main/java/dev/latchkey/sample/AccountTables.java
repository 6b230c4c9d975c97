package dev.latchkey.sample;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.Migrations;
import java.util.List;

/** Sees to it that the tables are there before the first request. */
final class AccountTables {
    private static final List<String> CHANGELOGS = List.of(Migrations.ACCOUNTS);

    private AccountTables() {}

    // An embedded database is this machine's own; one behind a network is changed only when its operator says so.
    static void prepare(Database database) {
        if (database.settings().isEmbedded()) {
            Migrations.migrate(database, CHANGELOGS);
            return;
        }
        if (!Migrations.isCurrent(database, CHANGELOGS)) {
            throw new MissingTablesException(database.settings().shownUrl());
        }
    }
}
