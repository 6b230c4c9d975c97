package dev.latchkey.sample.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What providers answered from the moment at which their database had lost its quorum, each answer judged by itself. */
final class LoneAnswers {
    // A stall while the nodes miss each other: as long as a statement may take.
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final Duration PROMPT = Duration.ofSeconds(3);
    // For so long a provider takes a client's own JWT for good without reading what is revoked, and a second of our
    // own.
    private static final Duration REMEMBERED = Duration.ofSeconds(11);

    /** What a provider without a database can know. */
    enum Truth {
        /** Nothing: only the database knows. */
        UNKNOWN,
        /** That a JWT was revoked, by itself or as it last read: for ever. */
        PERHAPS_KNOWN_TO_BE_REVOKED,
        /** That a client's own JWT was good when it last read what is revoked. */
        KNOWN_FOR_A_WHILE
    }

    private final long lost = System.nanoTime();
    private final List<String> wrong = new ArrayList<>();
    private int comeAgain;
    private int inactive;
    private int active;
    private Duration slowestAtFirst = Duration.ZERO;
    private Duration slowest = Duration.ZERO;

    /** Asks, and judges the answer. */
    void take(Truth truth, Supplier<Reply> question) {
        Duration since = age();
        Reply reply = question.get();
        if (since.compareTo(STALL) < 0) {
            slowestAtFirst = longer(slowestAtFirst, reply.took());
        } else {
            slowest = longer(slowest, reply.took());
        }
        judge(truth, since, reply);
    }

    /** How long the quorum is lost. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - lost);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void judge(Truth truth, Duration since, Reply reply) {
        if (reply.isComeAgain()) {
            comeAgain++;
        } else if (truth == Truth.PERHAPS_KNOWN_TO_BE_REVOKED && says(reply, "false")) {
            inactive++;
        } else if (truth == Truth.KNOWN_FOR_A_WHILE && says(reply, "true") && since.compareTo(REMEMBERED) < 0) {
            active++;
        } else {
            wrong.add(truth + " after " + since.toMillis() + " ms: " + reply.status());
        }
    }

    private static boolean says(Reply reply, String active) {
        return reply.isGood() && reply.text("active").equals(active);
    }

    boolean areRight() {
        return wrong.isEmpty();
    }

    boolean areInTime() {
        return slowestAtFirst.compareTo(STALL) <= 0 && slowest.compareTo(PROMPT) <= 0;
    }

    String figure() {
        return comeAgain + inactive + active + wrong.size() + " answers without a quorum: " + comeAgain
                + " 503 with Retry-After, " + inactive + " 'not active' of a JWT known to be revoked, "
                + active + " 'active' of a client's own JWT that was not, all asked in the first "
                + REMEMBERED.toSeconds() + " s, "
                + wrong.size() + " others " + wrong + "; slowest " + slowestAtFirst.toMillis()
                + " ms of those asked in the first " + STALL.toSeconds() + " s, " + slowest.toMillis() + " ms later";
    }
}
