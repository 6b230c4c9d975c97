package dev.latchkey.provider.app;

import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.accounts.database.MigrationException;
import dev.latchkey.provider.bundle.UnsafeConfigurationException;
import io.dropwizard.configuration.ConfigurationException;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;

/** What a terminal shows of a failed command: one sentence where the cause is known, else the whole fault. */
final class CommandErrors {
    private static final int MAX_CAUSES = 20;
    private static final List<Class<? extends Exception>> SPEAKING = List.of(
            CommandException.class,
            UnsafeConfigurationException.class,
            MigrationException.class,
            IllegalArgumentException.class,
            IllegalStateException.class);

    private CommandErrors() {}

    static void print(PrintWriter err, Throwable fault) {
        Optional<String> sentence =
                causes(fault).flatMap(CommandErrors::sentence).findFirst();
        if (sentence.isPresent()) {
            err.println("latchkey: " + sentence.get());
        } else {
            fault.printStackTrace(err);
        }
        err.flush();
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }

    private static Stream<String> sentence(Throwable fault) {
        if (fault instanceof FileNotFoundException) {
            return Stream.of("There is no such configuration file: " + fault.getMessage()
                    + ". Name one with --config, or run from the folder with config.yml.");
        }
        if (fault instanceof BindException) {
            return Stream.of("A port is taken: stop what listens there, or choose others with PORT and ADMIN_PORT.");
        }
        if (fault instanceof JdbiException) {
            return Stream.of(database(fault));
        }
        if (fault instanceof ConfigurationException configuration) {
            return Stream.of(ConfigurationFault.sentence(configuration));
        }
        return SPEAKING.stream().anyMatch(type -> type.isInstance(fault))
                ? Stream.of(String.valueOf(fault.getMessage()))
                : Stream.empty();
    }

    private static String database(Throwable fault) {
        return DatabaseFaults.isUnavailable(fault)
                ? "The database cannot be reached: check provider.database.url (DATABASE_URL) and that it runs."
                : "The database refused: "
                        + causes(fault)
                                .reduce((first, last) -> last)
                                .orElse(fault)
                                .getMessage();
    }
}
