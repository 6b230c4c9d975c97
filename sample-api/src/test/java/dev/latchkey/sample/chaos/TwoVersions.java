package dev.latchkey.sample.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A provider of the version before serves while the tables are brought up to date, by two at the same moment, and then
 * beside one of this version, each judging and refreshing what the other issued.
 */
final class TwoVersions implements Fault {
    private static final int CALLERS = 8;
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration ALONE = Duration.ofSeconds(3);
    private static final Duration TOGETHER = Duration.ofSeconds(20);

    @Override
    public Ground ground(String name) throws Exception {
        return Ground.of(Version.earlier(), name);
    }

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (ServerJar old = ground.provider(0, Version.earlier()).ready()) {
            CrossedCalls calls = new CrossedCalls(ground, old.caller());
            Load load = Load.of(CALLERS, PAUSE, calls::call);
            Update update;
            try (load) {
                update = update(ground, load);
                calls.alsoAt(update.later.caller());
                LockSupport.parkNanos(TOGETHER.toNanos());
            }
            ServerJar later = update.later;
            try (later) {
                return finding(update, load.replies(), calls.lost(), calls);
            }
        }
    }

    // What the commands said, how many calls there were until the later provider took part, and that one.
    private record Update(String tables, int before, ServerJar later) {}

    private static Update update(Ground ground, Load load) throws Exception {
        LockSupport.parkNanos(ALONE.toNanos());
        String tables = migrateTwice(ground);
        ServerJar later = ground.provider(1).ready();
        return new Update(tables, load.count(), later);
    }

    // What each of the two said, the tables' state before it first.
    private static String migrateTwice(Ground ground) throws Exception {
        int outdated = ended(ground.command(ground.current(), "db", "status"));
        Process one = ground.command(ground.current(), "db", "migrate");
        Process other = ground.command(ground.current(), "db", "migrate");
        return "status before " + outdated + ", of two migrations " + ended(one) + " and " + ended(other)
                + ", status after " + ended(ground.command(ground.current(), "db", "status"));
    }

    private static int ended(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code > 1) {
            throw new AssertionError(output);
        }
        return code;
    }

    private static Finding finding(Update update, List<Reply> replies, long lost, CrossedCalls calls) {
        List<Reply> failed = replies.stream().filter(reply -> !reply.isGood()).toList();
        boolean migrated = update.tables.equals("status before 1, of two migrations 0 and 0, status after 0");
        return new Finding(
                "the version before and this one side by side, while two bring the tables up to date and after it: no request"
                        + " fails, each takes and ends what the other issued",
                "exit codes: " + update.tables + "; " + failed.size() + " of " + replies.size() + " requests failed ("
                        + update.before + " of them before the later version) "
                        + failed.stream().limit(3).toList() + ", " + calls.crossed()
                        + " tokens judged by the other version, " + calls.breaches() + " of them wrongly, " + lost
                        + " writes lost",
                migrated && failed.isEmpty() && lost == 0 && calls.breaches() == 0,
                true);
    }
}
