package dev.latchkey.testing;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers claimed as done: a heading per document, under each one line {@code Done: 1-16, 18} or {@code Done: none}.
 *
 * @param acceptance numbers of ACCEPTANCE.md
 * @param security numbers of SECURITY.md
 */
record ContractClaims(NavigableSet<Integer> acceptance, NavigableSet<Integer> security) {

    private static final String DONE = "Done:";
    private static final Pattern RANGE = Pattern.compile("([1-9]\\d{0,3})(?:-([1-9]\\d{0,3}))?");

    ContractClaims {
        acceptance = Collections.unmodifiableNavigableSet(new TreeSet<>(acceptance));
        security = Collections.unmodifiableNavigableSet(new TreeSet<>(security));
    }

    /** Reads the lines of the document; throws {@link IllegalArgumentException} when a line is missing or malformed. */
    static ContractClaims parse(List<String> lines) {
        return new ContractClaims(claimed(lines, "## ACCEPTANCE"), claimed(lines, "## SECURITY"));
    }

    private static NavigableSet<Integer> claimed(List<String> lines, String heading) {
        String done = lines.stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith(DONE))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "contract.md needs a line '" + DONE + " …' under the heading '" + heading + "'."));
        return numbers(done.substring(DONE.length()).strip());
    }

    private static NavigableSet<Integer> numbers(String text) {
        NavigableSet<Integer> numbers = new TreeSet<>();
        if (text.equals("none")) {
            return numbers;
        }
        for (String part : text.split(",", -1)) {
            addRange(part.strip(), numbers);
        }
        return numbers;
    }

    private static void addRange(String part, NavigableSet<Integer> numbers) {
        Matcher range = RANGE.matcher(part);
        if (!range.matches()) {
            throw new IllegalArgumentException(
                    "contract.md says '" + part + "': write numbers and ranges, as in '" + DONE + " 1-16, 18'.");
        }
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        if (last < first) {
            throw new IllegalArgumentException("contract.md says '" + part + "': the range runs backwards.");
        }
        for (int number = first; number <= last; number++) {
            numbers.add(number);
        }
    }
}
