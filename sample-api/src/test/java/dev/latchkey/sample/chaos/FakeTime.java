package dev.latchkey.sample.chaos;

import dev.latchkey.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's library that tells a process of many threads another time: the system's, or what {@code ./latchkey chaos} has fetched. */
final class FakeTime {
    private static final String FILE = "libfaketimeMT.so.1";
    private static final int DEPTH = 6;

    private FakeTime() {}

    /** Where it is; throws AssertionError where it is not. */
    static Path library() throws IOException {
        Optional<Path> fetched = below(Checkout.root().resolve("target/test-databases/faketime"));
        return fetched.isPresent()
                ? fetched.get()
                : below(Path.of("/usr/lib"))
                        .orElseThrow(() -> new AssertionError(FILE + " is missing: ./latchkey chaos clock fetches it"));
    }

    private static Optional<Path> below(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(directory, DEPTH, (path, is) -> path.endsWith(FILE))) {
            return files.findFirst();
        }
    }
}
