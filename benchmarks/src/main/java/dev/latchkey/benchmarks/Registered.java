package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.load.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of a provider.
 *
 * @param id its id
 * @param secret its secret; never shown
 */
record Registered(String id, String secret) {
    /** Reads what {@code client create} prints. */
    static Registered from(String output) {
        return new Registered(value("client_id", output), value("client_secret", output));
    }

    /** The header by which it authenticates. */
    String authorization() {
        return Request.basic(id, secret);
    }

    @Override
    public String toString() {
        return "Registered[id=" + id + "]";
    }

    private static String value(String name, String output) {
        Matcher line = Pattern.compile("(?m)^" + name + ": (\\S+)").matcher(output);
        if (!line.find()) {
            throw new IllegalStateException("client create printed no " + name + ".");
        }
        return line.group(1);
    }
}
