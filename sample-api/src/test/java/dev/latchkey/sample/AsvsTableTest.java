package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each of the 36 items of {@code docs/asvs-v10.md} names tests that exist. */
final class AsvsTableTest {
    private static final int ITEMS = 36;
    private static final Pattern ITEM =
            Pattern.compile("^\\| (10\\.\\d+\\.\\d+) \\| L[1-3] \\|.*\\| ([^|]*) \\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");

    private final Map<String, Path> sources = new HashMap<>();

    @Test
    void namesATestThatExistsForEachItem() throws IOException {
        readTests();
        List<MatchResult> items = ITEM.matcher(Files.readString(Checkout.root().resolve("docs/asvs-v10.md")))
                .results()
                .toList();

        assertThat(items.stream().map(item -> item.group(1)).distinct()).hasSize(ITEMS);
        for (MatchResult item : items) {
            List<MatchResult> tests = TEST.matcher(item.group(2)).results().toList();
            assertThat(tests).as(item.group(1)).isNotEmpty();
            for (MatchResult test : tests) {
                assertExists(item.group(1), test.group(1), test.group(2));
            }
        }
    }

    private void assertExists(String item, String type, String method) throws IOException {
        assertThat(sources).as(item).containsKey(type);
        if (method != null) {
            assertThat(Files.readString(sources.get(type))).as(item).contains("void " + method + "(");
        }
    }

    private void readTests() throws IOException {
        try (Stream<Path> modules = Files.list(Checkout.root())) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                readTests(tests);
            }
        }
    }

    private void readTests(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith("Test.java"))
                    .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), file));
        }
    }
}
