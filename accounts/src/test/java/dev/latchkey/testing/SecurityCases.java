package dev.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compares {@code docs/reference/security-cases.md} with the tests that carry {@code @Attack} numbers. */
public final class SecurityCases {
    private static final int LAST = 315;
    private static final int NAMED = 4;
    private static final String NOT_BUILT = "not built";
    private static final Set<Integer> MAY_BE_MISSING = numbers("30, 47-49, 51, 55, 56, 58, 62, 64, 65, 88-91, 122, 123,"
            + " 144, 159, 160, 193, 205, 208-210, 216-221, 230-234, 308-311");
    private static final Pattern TEST = Pattern.compile(
            "@Attack\\(\\s*\\{?([\\d,\\s]+)}?\\s*\\)[\\s\\S]{0,3000}?\\b(?:void|class|ArchRule) (\\w+)");
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| (.*) \\| (.*) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private final List<String> lines;
    private final Map<Integer, TreeSet<String>> carried = new TreeMap<>();

    private SecurityCases(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /** Reads the document and the tests of a checkout. */
    public static SecurityCases of(Path root) throws IOException {
        Path document = root.resolve("docs/reference/security-cases.md");
        SecurityCases cases = new SecurityCases(Files.readAllLines(document));
        for (Path module : Checkout.modules(root)) {
            cases.readTests(module.resolve("src/test/java"));
        }
        return cases;
    }

    private void readTests(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> isTest(file)).forEach(this::readTest);
        }
    }

    // The tests of this kit name numbers in texts.
    private static boolean isTest(Path file) {
        return file.toString().endsWith("Test.java") && !file.getParent().endsWith("dev/latchkey/testing");
    }

    private void readTest(Path file) {
        try {
            String name = file.getFileName().toString().replace(".java", "");
            Matcher tests = TEST.matcher(Files.readString(file));
            while (tests.find()) {
                String test = tests.group(2).equals(name) ? name : name + "." + tests.group(2);
                numbers(tests.group(1).strip().replaceAll(",?\\s*$", ""))
                        .forEach(number -> carried.computeIfAbsent(number, any -> new TreeSet<>())
                                .add(test));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file + ".", e);
        }
    }

    /** What the document says and is not so, each a sentence; empty when it is true. */
    public List<String> faults() {
        Map<Integer, String> rows = lines.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> Integer.valueOf(row.group(1)), row -> row.group(3)));
        List<String> faults = new ArrayList<>();
        for (int number = 1; number <= LAST; number++) {
            faults.addAll(faults(number, rows.getOrDefault(number, "")));
        }
        return faults;
    }

    private List<String> faults(int number, String cell) {
        if (cell.startsWith(NOT_BUILT)) {
            return MAY_BE_MISSING.contains(number) ? List.of() : List.of(number + " has to be built.");
        }
        List<String> named =
                NAME.matcher(cell).results().map(name -> name.group(1)).toList();
        return named.isEmpty()
                ? List.of(number + " names no test.")
                : named.stream()
                        .filter(test -> !tests(number).contains(test))
                        .map(test -> number + " is not carried by " + test + ".")
                        .toList();
    }

    private Set<String> tests(int number) {
        return carried.getOrDefault(number, new TreeSet<>());
    }

    /** The document as it has to be: of each number that tests carry, their names. */
    public String corrected() {
        return lines.stream().map(this::corrected).collect(Collectors.joining("\n", "", "\n"));
    }

    private String corrected(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches() || row.group(3).startsWith(NOT_BUILT)) {
            return line;
        }
        Set<String> tests = tests(Integer.parseInt(row.group(1)));
        String names = tests.stream().limit(NAMED).map(test -> "`" + test + "`").collect(Collectors.joining(", "));
        String more = tests.size() > NAMED ? " and " + (tests.size() - NAMED) + " more" : "";
        return "| " + row.group(1) + " | " + row.group(2) + " | " + names + more + " |";
    }

    private static Set<Integer> numbers(String text) {
        return Pattern.compile("[,\\s]+")
                .splitAsStream(text.strip())
                .map(range -> range.split("-", 2))
                .flatMap(range -> IntStream.rangeClosed(
                                Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1]))
                        .boxed())
                .collect(Collectors.toUnmodifiableSet());
    }
}
