package dev.latchkey.accounts.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that migrates and ends. */
final class MigrateOnce {
    private MigrateOnce() {}

    static Process start(DatabaseSettings settings) throws IOException {
        return start(settings, Migrations.ACCOUNTS, ProcessBuilder.Redirect.INHERIT);
    }

    /** One that will be killed says nothing. */
    static Process startQuietly(DatabaseSettings settings, String changelog) throws IOException {
        return start(settings, changelog, ProcessBuilder.Redirect.DISCARD);
    }

    private static Process start(DatabaseSettings settings, String changelog, ProcessBuilder.Redirect faults)
            throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dh2.bindAddress=127.0.0.1",
                MigrateOnce.class.getName(),
                changelog);
        process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process.environment().put("TEST_URL", settings.url());
        process.environment().put("TEST_USER", settings.user() == null ? "" : settings.user());
        process.environment().put("TEST_PASSWORD", settings.password() == null ? "" : settings.password());
        return process.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(faults)
                .start();
    }

    /** Migrates the database that the environment names by the changelogs given. */
    public static void main(String[] arguments) {
        Map<String, String> env = System.getenv();
        DatabaseSettings settings =
                new DatabaseSettings(env.get("TEST_URL"), env.get("TEST_USER"), env.get("TEST_PASSWORD"), null, null);
        try (Database database = Database.open(settings, null)) {
            Migrations.migrate(database, List.of(arguments));
        }
    }
}
