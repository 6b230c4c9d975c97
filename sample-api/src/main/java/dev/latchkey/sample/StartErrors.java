package dev.latchkey.sample;

import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.accounts.database.MigrationException;
import dev.latchkey.auth.bearer.UnruledEndpointsException;
import io.dropwizard.configuration.ConfigurationException;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.Optional;
import java.util.stream.Stream;

/** What a terminal shows when the API does not start: one sentence where the cause is known, else the whole fault. */
final class StartErrors {
    private static final int MOST_CAUSES = 20;

    private StartErrors() {}

    static void print(PrintWriter err, Throwable fault) {
        Optional<String> sentence = Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES)
                .flatMap(cause -> sentenceFor(cause).stream())
                .findFirst();
        sentence.ifPresentOrElse(text -> err.println("sample-api: " + text), () -> fault.printStackTrace(err));
        err.flush();
    }

    private static Optional<String> sentenceFor(Throwable fault) {
        if (fault instanceof FileNotFoundException) {
            return Optional.of("There is no such configuration file: " + fault.getMessage() + ".");
        }
        if (fault instanceof BindException) {
            return Optional.of("A port is taken: stop what listens there, or choose others with SAMPLE_API_PORT and"
                    + " SAMPLE_API_ADMIN_PORT.");
        }
        if (fault instanceof ConfigurationException
                || fault instanceof MigrationException
                || fault instanceof UnruledEndpointsException
                || fault instanceof MissingTablesException) {
            return Optional.ofNullable(fault.getMessage());
        }
        return DatabaseFaults.isUnavailable(fault)
                ? Optional.of("The database cannot be reached: check database.url (DATABASE_URL) and that it runs.")
                : Optional.empty();
    }
}
