package dev.latchkey.sample.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short form of what {@code ./latchkey chaos} does at length and against the clock. */
@Tag("processes")
final class FaultsIT {
    private static Ground ground;

    @BeforeAll
    static void prepare() throws Exception {
        ground = Ground.prepare("core");
    }

    @AfterAll
    static void close() throws Exception {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void anEndThatWasAskedForLosesNoRequest() throws Exception {
        assertRight(new GentleEnd());
    }

    @Test
    @Attack(136)
    void aKilledDatabaseLosesNoAnsweredWrite() throws Exception {
        assertRight(new DatabaseKilled(1));
    }

    @Test
    void aMissingDatabaseIsWaitedFor() throws Exception {
        assertRight(new DatabaseAbsent());
    }

    private static void assertRight(Fault fault) throws Exception {
        Finding finding = fault.happen(ground);

        assertThat(finding.isRight()).as(finding.line("core")).isTrue();
    }
}
