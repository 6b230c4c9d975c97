package dev.latchkey.testing;

import java.util.List;
import java.util.regex.Pattern;

/** A real database to test a store on; its server starts at the first use in a JVM and ends with the JVM. */
public enum TestDatabase {
    /** H2 in the memory of the test JVM, in its native mode. */
    H2,
    /** MariaDB from a Maven artifact, a process of its own on a loopback port. */
    MARIADB,
    /** MySQL 8 from a Maven artifact; only where the environment says {@code FULL=true}. */
    MYSQL;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    /** Lists the databases of this run: H2 and MariaDB, with {@code FULL=true} MySQL too. */
    public static List<TestDatabase> ofThisRun() {
        return isFullRun() ? List.of(H2, MARIADB, MYSQL) : List.of(H2, MARIADB);
    }

    /**
     * Makes a fresh, empty database; an older one of the same name goes.
     *
     * @param name one to 32 lower-case letters, digits and underscores, a letter first
     * @throws IllegalArgumentException if the name is not of that form
     * @throws IllegalStateException if the server cannot start; the message says what is missing
     */
    public JdbcAddress create(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no database name: write " + NAME.pattern() + ".");
        }
        return DatabaseServers.of(this).create(name);
    }

    static boolean isFullRun() {
        return Boolean.parseBoolean(System.getenv("FULL"));
    }
}
