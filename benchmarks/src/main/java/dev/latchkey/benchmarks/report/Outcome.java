package dev.latchkey.benchmarks.report;

import java.util.Locale;

/**
 * A figure and what it was to be.
 *
 * @param name of the figure
 * @param value what was measured
 * @param relation {@code >=} or {@code <=}
 * @param aim what it was to be
 * @param ok whether it is
 */
public record Outcome(String name, double value, String relation, double aim, boolean ok) {
    /** A line for people and scripts: {@code name value >= aim ok}, or {@code MISSED} at its end. */
    public String line() {
        return String.format(Locale.ROOT, "%s %.3f %s %s %s", name, value, relation, aim, ok ? "ok" : "MISSED");
    }
}
