package dev.latchkey.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A folder of a jar on the class path, unpacked once per checkout and whole whenever its directory exists. */
final class UnpackedArtifact {

    private final String prefix;
    private final Path home;

    /**
     * Describes what to unpack and where to.
     *
     * @param prefix the folder inside the jar, with a slash at its end
     * @param home the directory that takes the folder's contents
     */
    UnpackedArtifact(String prefix, Path home) {
        this.prefix = prefix;
        this.home = home;
    }

    /** Returns the directory, unpacking it first if it is missing; other JVMs that want it meanwhile wait. */
    Path unpack(String marker) {
        if (Files.isDirectory(home)) {
            return home;
        }
        try {
            Files.createDirectories(home.getParent());
            unpackUnderLock(marker);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not unpack " + home.getFileName() + " from its jar.", e);
        }
        return home;
    }

    // A rename ends the work, so a JVM killed half-way leaves no directory that looks finished.
    private void unpackUnderLock(String marker) throws IOException {
        Path lockFile = home.resolveSibling(home.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || Files.isDirectory(home)) {
                return;
            }
            Path half = Files.createTempDirectory(home.getParent(), "unpacking-");
            copyEntries(jarOf(marker), half);
            Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private JarURLConnection jarOf(String marker) throws IOException {
        URL url = UnpackedArtifact.class.getClassLoader().getResource(prefix + marker);
        if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("No jar on the test class path holds " + prefix + marker
                    + ": add its artifact to the module's test dependencies.");
        }
        connection.setUseCaches(false);
        return connection;
    }

    private void copyEntries(JarURLConnection connection, Path target) throws IOException {
        try (JarFile jar = connection.getJarFile()) {
            List<JarEntry> files = jar.stream()
                    .filter(entry -> entry.getName().startsWith(prefix) && !entry.isDirectory())
                    .toList();
            for (JarEntry file : files) {
                copy(jar, file, target);
            }
        }
    }

    private void copy(JarFile jar, JarEntry entry, Path target) throws IOException {
        Path file = target.resolve(entry.getName().substring(prefix.length())).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("The jar names a file outside its folder: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file);
        }
    }
}
