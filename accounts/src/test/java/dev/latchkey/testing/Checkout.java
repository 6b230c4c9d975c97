package dev.latchkey.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source checkout that the tests run in. */
public final class Checkout {

    private Checkout() {}

    /** Finds the root: the system property {@code latchkey.root}, else the nearest directory above with {@code .mvn}. */
    public static Path root() {
        String given = System.getProperty("latchkey.root", "");
        return given.isEmpty() ? above(Path.of("").toAbsolutePath()) : Path.of(given);
    }

    /** Names where unpacked servers and their data live: {@code target} of the root, so that {@code mvn clean} ends them. */
    static Path databases() {
        return root().resolve("target").resolve("test-databases");
    }

    /** Lists the modules under a root: the directories that have a {@code pom.xml}, in the order of their names. */
    static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(child -> Files.isRegularFile(child.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    static Path above(Path start) {
        for (Path path = start; path != null; path = path.getParent()) {
            if (Files.isDirectory(path.resolve(".mvn"))) {
                return path;
            }
        }
        throw new IllegalStateException(
                "No directory above " + start + " has a .mvn: run the tests inside the checkout.");
    }
}
