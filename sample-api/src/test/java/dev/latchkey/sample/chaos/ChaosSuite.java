package dev.latchkey.sample.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.FragileDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The faults of {@code ./latchkey chaos}, those that the system property {@code chaos} names, or all. */
final class ChaosSuite {
    private static final Map<String, Fault> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("sigterm", new GentleEnd());
        FAULTS.put("rolling-restarts", new RollingRestarts(10));
        FAULTS.put("database-killed", new DatabaseKilled(20));
        FAULTS.put("database-absent", new DatabaseAbsent());
        FAULTS.put("database-frozen", new DatabaseFrozen(200));
        FAULTS.put("lost-answers", new LostAnswers(20));
        FAULTS.put("provider-gone", new ProviderGone());
        FAULTS.put("overload", new Overload());
        FAULTS.put("crowd", new Crowd(5_000));
        FAULTS.put("crowd-10000", new Crowd(10_000));
        FAULTS.put("login-flood", new LoginFlood());
        FAULTS.put("purge", new Purged());
        FAULTS.put("clock", new ClockJump());
        FAULTS.put("versions", new TwoVersions());
        FAULTS.put("races-mariadb", new Races(FragileDatabase::prepare));
        FAULTS.put("races-mysql", new Races(FragileDatabase::prepareMySql));
        FAULTS.put("races-galera", new Races());
        FAULTS.put("galera-node-lost", new NodeLost());
        FAULTS.put("galera-quorum-lost", new QuorumLost());
    }

    @TestFactory
    Stream<DynamicTest> faults() {
        List<String> names = names();
        return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> show(name)));
    }

    private static List<String> names() {
        String wanted = System.getProperty("chaos", "").strip();
        List<String> names = wanted.isEmpty() ? List.copyOf(FAULTS.keySet()) : List.of(wanted.split("[ ,]+"));
        assertThat(FAULTS.keySet()).as("the faults there are").containsAll(names);
        return names;
    }

    private static void show(String name) {
        Finding finding = Assertions.assertTimeoutPreemptively(FAULTS.get(name).longest(), () -> onGround(name));
        say(finding.line(name));
        assertThat(finding.holds()).as(finding.line(name)).isTrue();
    }

    private static Finding onGround(String name) throws Exception {
        Fault fault = FAULTS.get(name);
        try (Ground ground = fault.ground(name)) {
            return fault.happen(ground);
        }
    }

    // ./latchkey chaos passes on the lines that begin so.
    private static void say(String line) {
        System.out.println("chaos: " + line);
    }
}
