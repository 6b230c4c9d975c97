package dev.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

final class StoreTestListenerTest {

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void countsEachTestOfEachDatabase() throws IOException {
        StoreTestCounts counts = countsOf(Sample.class);

        assertThat(counts.byDatabase()).containsOnlyKeys(TestDatabase.ofThisRun());
        assertThat(counts.byDatabase().values()).containsOnly(4);
        assertThat(counts.areEqual()).isTrue();
        assertThat(console.toString(StandardCharsets.UTF_8)).startsWith("Store tests: H2 4, MARIADB 4");
    }

    @Test
    void missesATestThatOneDatabaseSkipped() throws IOException {
        StoreTestCounts counts = countsOf(OnH2Alone.class);

        assertThat(counts.byDatabase()).containsEntry(TestDatabase.H2, 2).containsEntry(TestDatabase.MARIADB, 1);
        assertThat(counts.areEqual()).isFalse();
    }

    @Test
    void writesNoFileWhenNoTestTookADatabase() {
        run(Plain.class);

        assertThat(file()).doesNotExist();
    }

    private StoreTestCounts countsOf(Class<?> tests) throws IOException {
        run(tests);
        return StoreTestCounts.read(file());
    }

    // Without the listeners of the service loader: their counts are those of the outer run.
    private void run(Class<?> tests) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(config)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        new StoreTestListener(file(), new PrintStream(console, true, StandardCharsets.UTF_8)));
    }

    private Path file() {
        return directory.resolve("store-tests.txt");
    }

    @OnEachDatabase
    static final class Sample {

        private final TestDatabase database;

        Sample(TestDatabase database) {
            this.database = database;
        }

        @Test
        void one() {
            assertThat(TestDatabase.ofThisRun()).contains(database);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void twoMore(int number) {
            assertThat(number).isPositive();
        }

        @Nested
        class Inside {

            @Test
            void oneMore() {
                assertThat(database).isNotNull();
            }
        }
    }

    @OnEachDatabase
    static final class OnH2Alone {

        private final TestDatabase database;

        OnH2Alone(TestDatabase database) {
            this.database = database;
        }

        @Test
        void everywhere() {
            assertThat(database).isNotNull();
        }

        @Test
        void onOne() {
            Assumptions.assumeTrue(database == TestDatabase.H2);
        }
    }

    static final class Plain {

        @Test
        void asksForNoDatabase() {
            assertThat(directoryName()).isNotEmpty();
        }

        private static String directoryName() {
            return Path.of("target").toString();
        }
    }
}
