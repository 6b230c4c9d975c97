package dev.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTestCountsTest {

    @TempDir
    private Path root;

    @Test
    void areEqualWhenEachDatabaseRanTheSameTests() {
        StoreTestCounts counts = StoreTestCounts.none();
        for (TestDatabase database : TestDatabase.ofThisRun()) {
            counts = counts.plusOne(database);
        }

        assertThat(counts.areEqual()).isTrue();
    }

    @Test
    void differWhenOneDatabaseRanATestMore() {
        StoreTestCounts counts = StoreTestCounts.none().plusOne(TestDatabase.H2);

        assertThat(counts.areEqual()).isFalse();
    }

    @Test
    void areNotEqualWhenNothingRan() {
        assertThat(StoreTestCounts.none().areEqual()).isFalse();
    }

    @Test
    void comeBackFromTheFileTheyWereWrittenTo() throws IOException {
        Files.createDirectories(root.resolve("module"));
        Files.writeString(root.resolve("module/pom.xml"), "<project/>");
        StoreTestCounts counts = new StoreTestCounts(Map.of(TestDatabase.H2, 12, TestDatabase.MARIADB, 11));
        counts.write(root.resolve("module/target/store-tests.txt"));

        assertThat(StoreTestCounts.ofModules(root)).isEqualTo(Map.of("module", counts));
    }

    @Test
    void readAsTheLineTheBuildPrints() {
        StoreTestCounts counts = new StoreTestCounts(Map.of(TestDatabase.H2, 12, TestDatabase.MARIADB, 11));

        assertThat(counts.toString()).startsWith("H2 12, MARIADB 11");
    }
}
