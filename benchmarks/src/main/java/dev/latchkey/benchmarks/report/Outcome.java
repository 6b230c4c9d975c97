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
    /** A figure that is to be large. */
    public static Outcome atLeast(String name, double value, double aim) {
        return new Outcome(name, value, ">=", aim, value >= aim);
    }

    /** A figure that is to be small. */
    public static Outcome atMost(String name, double value, double aim) {
        return new Outcome(name, value, "<=", aim, value <= aim);
    }

    /** A line for people and scripts: {@code name value >= aim ok}, or {@code MISSED} at its end. */
    public String line() {
        return String.format(Locale.ROOT, "%s %.3f %s %s %s", name, value, relation, aim, verdict());
    }

    /** {@code ok} or {@code MISSED}. */
    public String verdict() {
        return ok ? "ok" : "MISSED";
    }
}
