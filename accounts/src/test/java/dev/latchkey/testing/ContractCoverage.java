package dev.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares the numbers that {@code docs/reference/contract.md} claims as done with those that tests carry. */
public final class ContractCoverage {

    private static final Pattern ANNOTATION = Pattern.compile("@(Contract|Attack)\\(\\s*\\{?([\\d,\\s]+)}?\\s*\\)");

    // An annotation in a comment or in a string covers nothing.
    private static final Pattern SILENT = Pattern.compile(
            "\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)*+'|//[^\\n]*|/\\*[\\s\\S]*?\\*/");

    private final ContractClaims claims;
    private final Map<String, NavigableSet<Integer>> covered = new TreeMap<>();

    private ContractCoverage(ContractClaims claims) {
        this.claims = claims;
    }

    /**
     * Reads the claims and every test source of a checkout.
     *
     * @throws IOException if the document or a source cannot be read
     * @throws IllegalArgumentException if the document is not of the form it describes
     */
    public static ContractCoverage of(Path root) throws IOException {
        Path document = root.resolve("docs").resolve("reference").resolve("contract.md");
        ContractCoverage coverage = new ContractCoverage(ContractClaims.parse(Files.readAllLines(document)));
        for (Path module : Checkout.modules(root)) {
            coverage.readTests(module.resolve("src").resolve("test"));
        }
        return coverage;
    }

    /** Names what is claimed and carried by no test, e.g. {@code @Contract(12)}: first ACCEPTANCE, then SECURITY. */
    public List<String> missing() {
        return Stream.concat(missing("Contract", claims.acceptance()), missing("Attack", claims.security()))
                .toList();
    }

    private Stream<String> missing(String annotation, NavigableSet<Integer> claimed) {
        NavigableSet<Integer> carried = covered.getOrDefault(annotation, new TreeSet<>());
        return claimed.stream()
                .filter(number -> !carried.contains(number))
                .map(number -> "@" + annotation + "(" + number + ")");
    }

    private void readTests(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(this::readTest);
        }
    }

    private void readTest(Path file) {
        try {
            String code = SILENT.matcher(Files.readString(file)).replaceAll("\"\"");
            Matcher annotations = ANNOTATION.matcher(code);
            while (annotations.find()) {
                cover(annotations.group(1), annotations.group(2));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file + ".", e);
        }
    }

    private void cover(String annotation, String numbers) {
        NavigableSet<Integer> carried = covered.computeIfAbsent(annotation, name -> new TreeSet<>());
        Pattern.compile("[,\\s]+")
                .splitAsStream(numbers.strip())
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .forEach(carried::add);
    }
}
