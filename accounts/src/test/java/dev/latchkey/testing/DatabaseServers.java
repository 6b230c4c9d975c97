package dev.latchkey.testing;

import java.util.EnumMap;
import java.util.Map;

/** The servers of this JVM, each started once, by the first test that asks for it. */
final class DatabaseServers {

    private static final Map<TestDatabase, DatabaseServer> RUNNING = new EnumMap<>(TestDatabase.class);

    private DatabaseServers() {}

    static DatabaseServer of(TestDatabase database) {
        synchronized (RUNNING) {
            return RUNNING.computeIfAbsent(database, DatabaseServers::start);
        }
    }

    private static DatabaseServer start(TestDatabase database) {
        return switch (database) {
            case H2 -> new H2Memory();
            case MARIADB -> MariaDb.start();
            case MYSQL -> MySql.start();
        };
    }
}
