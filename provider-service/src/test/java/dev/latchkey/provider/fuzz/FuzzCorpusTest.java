package dev.latchkey.provider.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The corpus of each target and some hundred mutants of it, the same each time; {@code build/fuzz} goes on for longer. */
final class FuzzCorpusTest {
    private static final long SEED = 20_261_121;
    private static final int MUTANTS = 300;
    private static final List<String> WORDS = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "%",
            "%00",
            "\u0000",
            "\ud800",
            "\u202e",
            "null",
            "true",
            "-1",
            "1e999",
            "9223372036854775808",
            "é",
            "..",
            "//",
            "\r\n",
            "\t",
            "&",
            "=",
            "*",
            "!!",
            "é",
            "\uffff",
            " ".repeat(300));

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void throwsNothingThatIsNotMeant(FuzzTarget target) {
        Random random = new Random(SEED);
        for (String seed : target.seeds()) {
            run(target, seed);
        }
        for (int i = 0; i < MUTANTS; i++) {
            run(target, mutant(target.seeds().get(i % target.seeds().size()), random));
        }
    }

    private static void run(FuzzTarget target, String text) {
        try {
            target.run(text);
        } catch (RuntimeException | StackOverflowError e) {
            String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
            throw new AssertionError(target + " throws for the bytes " + hex, e);
        }
    }

    private static String mutant(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(6)));
                case 2 -> text.insert(at, text.substring(0, at));
                case 3 -> text.insert(at, (char) random.nextInt(0x300));
                default -> text.reverse();
            }
            text.setLength(Math.min(text.length(), 20_000));
        }
        return text.toString();
    }
}
