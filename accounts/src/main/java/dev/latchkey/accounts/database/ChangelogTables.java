package dev.latchkey.accounts.database;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Makes Liquibase's own tables before Liquibase does: with a primary key, which Group Replication demands of every
 * table, and so that two processes cannot both make them.
 */
final class ChangelogTables {
    private static final String CHANGELOG = "CREATE TABLE IF NOT EXISTS DATABASECHANGELOG ("
            + "ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL,"
            + " DATEEXECUTED %TIME% NOT NULL, ORDEREXECUTED INT NOT NULL, EXECTYPE VARCHAR(10) NOT NULL,"
            + " MD5SUM VARCHAR(35), DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255),"
            + " LIQUIBASE VARCHAR(20), CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10),"
            + " PRIMARY KEY (ID, AUTHOR, FILENAME))";
    private static final String LOCK = "CREATE TABLE IF NOT EXISTS DATABASECHANGELOGLOCK ("
            + "ID INT NOT NULL, LOCKED BOOLEAN NOT NULL, LOCKGRANTED %TIME%, LOCKEDBY VARCHAR(255),"
            + " PRIMARY KEY (ID))";
    // Three keys of 255 four-byte characters are 3060 bytes, just under InnoDB's limit of 3072.
    private static final String UTF8 = " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    private ChangelogTables() {}

    static boolean create(Handle handle, boolean embedded) {
        handle.execute(in(embedded, CHANGELOG));
        handle.execute(in(embedded, LOCK));
        return insertLockRow(handle);
    }

    private static String in(boolean embedded, String table) {
        return embedded ? table.replace("%TIME%", "TIMESTAMP") : table.replace("%TIME%", "DATETIME") + UTF8;
    }

    private static boolean insertLockRow(Handle handle) {
        try {
            return handle.execute("INSERT INTO DATABASECHANGELOGLOCK (ID, LOCKED) VALUES (1, FALSE)") == 1;
        } catch (JdbiException e) {
            return ignoreIfPresent(e);
        }
    }

    private static boolean ignoreIfPresent(JdbiException fault) {
        if (!DatabaseFaults.isDuplicate(fault)) {
            throw fault;
        }
        return false;
    }
}
