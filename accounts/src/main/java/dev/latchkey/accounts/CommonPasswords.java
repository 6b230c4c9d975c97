package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The passwords that are tried first: those that leaked most often, and the name of what they open. */
final class CommonPasswords {
    private static final Set<String> CONTEXT = Set.of("latchkey", "dropwizard", "changeme", "administrator");
    private static final Pattern TAIL = Pattern.compile("[^\\p{L}]{1,8}$");

    private CommonPasswords() {}

    /** Whether it is one of them, in any case; of context words also with digits and signs behind. */
    static boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return Leaked.WORDS.contains(lower) || CONTEXT.contains(withoutTail(lower));
    }

    /** The password without up to eight digits and signs at its end. */
    static String withoutTail(String password) {
        return TAIL.matcher(password).replaceFirst("");
    }

    /** Read when somebody first chooses a password. */
    private static final class Leaked {
        private static final Set<String> WORDS = read();

        private static Set<String> read() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(CommonPasswords.class.getResourceAsStream("common-passwords.txt")),
                    UTF_8))) {
                return lines.lines().filter(line -> !line.startsWith("# ")).collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException("A resource of this jar cannot be read", e);
            }
        }
    }
}
