package dev.latchkey.provider.bundle;

import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.provider.protocol.Secret;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the server secrets come from: the configuration, or for an embedded database a file beside it. */
public final class SecretFile {
    private static final String H2 = "jdbc:h2:";
    private static final Pattern H2_ELSEWHERE = Pattern.compile("jdbc:h2:(?!file:|mem:)[a-z0-9]{2,}:.*");

    private SecretFile() {}

    /**
     * The secrets in use; an embedded database without any gets a file of its own.
     *
     * @throws IllegalArgumentException when a configured one is weak
     */
    public static ServerSecrets secrets(ProviderConfiguration configuration, SecureRandom random) {
        String configured = configuration.secret();
        if (configured != null && !configured.isBlank()) {
            return ServerSecrets.parse(configured);
        }
        Optional<Path> file = beside(configuration.database());
        return ServerSecrets.parse(
                file.isPresent()
                        ? kept(file.get(), random)
                        : Secret.generate(random).reveal());
    }

    /** Whether a secret must be configured: the database has no file on this machine that one could lie beside. */
    public static boolean mustBeConfigured(DatabaseSettings database) {
        return !database.isEmbedded() || H2_ELSEWHERE.matcher(database.url()).matches();
    }

    private static Optional<Path> beside(DatabaseSettings database) {
        String path =
                database.url().substring(H2.length()).replaceFirst("^file:", "").replaceFirst(";.*", "");
        if (path.startsWith("mem:")) {
            return Optional.empty();
        }
        // H2 reads a leading ~ as the home directory, Java does not.
        String expanded = path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
        return Optional.of(Path.of(expanded + ".secret"));
    }

    private static String kept(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                create(file, Secret.generate(random).reveal());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The server secret in " + file + " cannot be read or written.", e);
        }
    }

    // Written aside and linked into place: a process that starts at the same time reads all of it or nothing.
    private static void create(Path file, String secret) throws IOException {
        Path directory = file.toAbsolutePath().normalize().getParent();
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(
                directory,
                "secret",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, secret);
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other process's secret is the one to use.
        } finally {
            Files.delete(draft);
        }
    }
}
