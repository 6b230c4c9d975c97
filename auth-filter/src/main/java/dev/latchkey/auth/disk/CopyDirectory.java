package dev.latchkey.auth.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory with the last good copies: written as a whole or not at all, readable by their owner only. What cannot be
 * read is not there; whoever reads checks what it is and how old. Thread-safe.
 */
public final class CopyDirectory {
    private static final Logger LOGGER = LoggerFactory.getLogger(CopyDirectory.class);
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final String UNFINISHED = "unfinished-";

    private final @Nullable Path directory;
    private volatile boolean failing;

    private CopyDirectory(@Nullable Path directory) {
        this.directory = directory;
    }

    /** No directory: nothing is kept. */
    public static CopyDirectory none() {
        return new CopyDirectory(null);
    }

    /**
     * A directory, made for its owner alone where it is missing.
     *
     * @throws IllegalArgumentException if it cannot be made or written to, or others may write to it
     */
    public static CopyDirectory at(Path directory) {
        try {
            Files.createDirectories(directory, ownersOnly(directory, "rwx------"));
            if (!Files.isWritable(directory) || isOpenToOthers(directory)) {
                throw new IllegalArgumentException("cacheDirectory " + directory
                        + " must be a directory that this process may write to and others may not: chmod 700 it.");
            }
            return new CopyDirectory(directory);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cacheDirectory " + directory + " cannot be made: name a directory that can be written to.", e);
        }
    }

    /** The copy of this kind under this name; empty if there is none of at most {@code limit} bytes. */
    public Optional<byte[]> read(String kind, String name, int limit) {
        Path root = directory;
        if (root == null) {
            return Optional.empty();
        }
        Path file = file(root, kind, name);
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(limit + 1);
            return bytes.length > limit || isOpenToOthers(file) ? Optional.empty() : Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOGGER.warn("The copy {} cannot be read: {}", file, e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Keeps a copy in place of the one before; a failure is logged, once until it works again. */
    public void write(String kind, String name, byte[] content) {
        Path root = directory;
        if (root == null) {
            return;
        }
        try {
            replace(root, file(root, kind, name), content);
            failing = false;
        } catch (IOException e) {
            report("written", e);
        }
    }

    /** Deletes a copy, if there is one. */
    public void delete(String kind, String name) {
        Path root = directory;
        if (root == null) {
            return;
        }
        try {
            Files.deleteIfExists(file(root, kind, name));
        } catch (IOException e) {
            report("deleted", e);
        }
    }

    /** Deletes the copies of this kind, and what was left unfinished, that were last written before {@code time}. */
    public void purge(String kind, Instant time) {
        Path root = directory;
        if (root == null) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, "{" + kind + "," + UNFINISHED + "}*")) {
            for (Path file : files) {
                purge(file, time);
            }
        } catch (IOException e) {
            report("deleted", e);
        }
    }

    private static void purge(Path file, Instant time) throws IOException {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
            Files.deleteIfExists(file);
        }
    }

    private static void replace(Path root, Path file, byte[] content) throws IOException {
        Path unfinished = Files.createTempFile(root, UNFINISHED, "", ownersOnly(root, "rw-------"));
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    // Once until it works again: lists are written every few seconds.
    private void report(String what, IOException e) {
        if (!failing) {
            LOGGER.warn(
                    "A copy in {} cannot be {}: {}",
                    directory,
                    what,
                    e.getClass().getSimpleName());
        }
        failing = true;
    }

    private static boolean isOpenToOthers(Path path) throws IOException {
        return isPosix(path) && Files.getPosixFilePermissions(path).stream().anyMatch(OF_OTHERS::contains);
    }

    private static FileAttribute<?>[] ownersOnly(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    // By digest: an address is no file name.
    private static Path file(Path root, String kind, String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return root.resolve(kind + "-" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
