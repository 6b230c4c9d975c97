package dev.latchkey.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many tests ran on each database: each has to have run on all of them. */
public record StoreTestCounts(Map<TestDatabase, Integer> byDatabase) {

    static final String FILE_NAME = "store-tests.txt";

    /** Copies the counts; a database of this run that is missing has 0. */
    public StoreTestCounts {
        Map<TestDatabase, Integer> complete = new EnumMap<>(TestDatabase.class);
        TestDatabase.ofThisRun().forEach(database -> complete.put(database, 0));
        complete.putAll(byDatabase);
        byDatabase = Map.copyOf(complete);
    }

    static StoreTestCounts none() {
        return new StoreTestCounts(Map.of());
    }

    /**
     * Reads the counts that each module's last test run left, by the module's directory name.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if a file says something else than counts
     */
    public static Map<String, StoreTestCounts> ofModules(Path root) throws IOException {
        Map<String, StoreTestCounts> counts = new TreeMap<>();
        for (Path module : Checkout.modules(root)) {
            Path file = module.resolve("target").resolve(FILE_NAME);
            if (Files.exists(file)) {
                counts.put(module.getFileName().toString(), read(file));
            }
        }
        return counts;
    }

    /** Adds two runs up. */
    public StoreTestCounts plus(StoreTestCounts other) {
        Map<TestDatabase, Integer> sum = new EnumMap<>(byDatabase);
        other.byDatabase.forEach((database, count) -> sum.merge(database, count, Integer::sum));
        return new StoreTestCounts(sum);
    }

    /** Tells whether every database ran the same number of tests, and that number is not 0. */
    public boolean areEqual() {
        return !isEmpty() && byDatabase.values().stream().distinct().count() == 1;
    }

    /** Writes {@code H2 12, MARIADB 12}. */
    @Override
    public String toString() {
        return lines().collect(Collectors.joining(", "));
    }

    StoreTestCounts plusOne(TestDatabase database) {
        return plus(new StoreTestCounts(Map.of(database, 1)));
    }

    boolean isEmpty() {
        return byDatabase.values().stream().allMatch(count -> count == 0);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines().toList());
    }

    static StoreTestCounts read(Path file) throws IOException {
        Map<TestDatabase, Integer> counts = new EnumMap<>(TestDatabase.class);
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            counts.put(TestDatabase.valueOf(words[0]), Integer.valueOf(words[1]));
        }
        return new StoreTestCounts(counts);
    }

    private Stream<String> lines() {
        return byDatabase.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue());
    }
}
