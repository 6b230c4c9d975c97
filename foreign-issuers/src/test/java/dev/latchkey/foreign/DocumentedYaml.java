package dev.latchkey.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration that a how-to gives, so that what is tested is what is read. */
final class DocumentedYaml {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(bearerAuth:.*?)```", Pattern.DOTALL);

    private DocumentedYaml() {}

    /**
     * The first section {@code bearerAuth} after a heading.
     *
     * @param issuer the issuer in the how-to, which is replaced
     * @param running by this one
     */
    static String of(String document, String heading, String issuer, String running) {
        String text = "\n" + read(Path.of(System.getProperty("latchkey.root"), "docs", "how-to", document));
        int start = text.indexOf("\n" + heading + "\n");
        Matcher block = BLOCK.matcher(text);
        if (start < 0 || !block.find(start) || !block.group(1).contains(issuer)) {
            throw new IllegalStateException(document + " has no YAML with " + issuer + " under " + heading);
        }
        return block.group(1).replace(issuer, running);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
