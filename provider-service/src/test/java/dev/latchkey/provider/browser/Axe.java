package dev.latchkey.provider.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.testing.Tab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** axe-core, which finds what WCAG 2.2 forbids on a page, level A and AA. */
final class Axe {
    private static final String SCRIPT = read();
    private static final String RULES = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22a','wcag22aa']";
    private static final String RUN = "axe.run(document,{preload:false,resultTypes:['violations'],runOnly:%s})"
            + ".then(r=>r.violations.map(v=>v.id+': '+v.nodes.map(n=>n.html+' ('+n.failureSummary+')').join('; ')))";

    private Axe() {}

    /** The violations on the page that the tab shows, one sentence each. */
    static List<String> violations(Tab tab) {
        return violations(tab, RULES);
    }

    /** Those that other colours alone can bring. */
    static List<String> unreadable(Tab tab) {
        return violations(tab, "['color-contrast','link-in-text-block']");
    }

    private static List<String> violations(Tab tab, String rules) {
        tab.allowScripts(true);
        if (!tab.evaluate("typeof axe=='object'").asBoolean()) {
            tab.evaluate(SCRIPT + ";0");
        }
        JsonNode found = tab.evaluate(RUN.formatted(rules));
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
