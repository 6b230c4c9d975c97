package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Checkout;
import dev.latchkey.testing.StoreTestCounts;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs after the tests of all modules, since this module is the last one and failsafe runs after surefire. */
final class StoreTestCountsIT {

    @Test
    void eachDatabaseRanTheSameTests() throws IOException {
        Map<String, StoreTestCounts> byModule = StoreTestCounts.ofModules(Checkout.root());
        print(byModule);

        assertThat(byModule).as("modules with tests on a database").isNotEmpty();
        assertThat(byModule)
                .as("tests per database")
                .allSatisfy((module, counts) -> assertThat(counts.areEqual())
                        .as(module + " ran " + counts)
                        .isTrue());
    }

    // The console of the build is where the counts are to be read.
    @SuppressWarnings("SystemOut")
    private static void print(Map<String, StoreTestCounts> byModule) {
        StringBuilder table = new StringBuilder("\nStore tests by module and database\n");
        byModule.forEach((module, counts) -> table.append("  %-18s %s%n".formatted(module, counts)));
        byModule.values().stream()
                .reduce(StoreTestCounts::plus)
                .ifPresent(sum -> table.append("  %-18s %s%n".formatted("all", sum)));
        System.out.println(table);
    }
}
