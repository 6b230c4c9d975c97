package dev.latchkey.auth.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyDirectoryTest {
    private static final String NAME = "https://login.example/a/../b";
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path parent;

    private CopyDirectory copies = CopyDirectory.none();

    @BeforeEach
    void open() {
        copies = CopyDirectory.at(directory());
    }

    @Test
    void givesBackWhatWasWrittenLast() {
        copies.write("keys", NAME, new byte[100]);
        copies.write("keys", NAME, CONTENT);

        assertThat(CopyDirectory.at(directory()).read("keys", NAME, 100)).contains(CONTENT);
        assertThat(copies.read("status", NAME, 100)).isEmpty();
        assertThat(copies.read("keys", "another", 100)).isEmpty();
        copies.delete("keys", NAME);
        copies.delete("keys", NAME);
        assertThat(copies.read("keys", NAME, 100)).isEmpty();
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        copies.write("keys", NAME, CONTENT);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(file.getFileName().toString()).matches("keys-[0-9a-f]{64}");
        });
    }

    @Test
    void leavesTheOldCopyWhereANewOneCannotBeWritten() throws IOException {
        copies.write("keys", NAME, CONTENT);
        Path file = files().get(0);
        Files.delete(file);
        Files.createDirectories(file.resolve("in-the-way"));

        copies.write("keys", NAME, CONTENT);
        copies.delete("keys", NAME);

        assertThat(copies.read("keys", NAME, 100)).isEmpty();
        assertThat(files()).containsExactly(file);
    }

    @Test
    void doesNotReadWhatIsTooLargeOrOthersMayHaveWritten() throws IOException {
        copies.write("keys", NAME, CONTENT);
        assertThat(copies.read("keys", NAME, CONTENT.length)).isPresent();
        assertThat(copies.read("keys", NAME, CONTENT.length - 1)).isEmpty();

        Files.setPosixFilePermissions(files().get(0), PosixFilePermissions.fromString("rw-rw----"));

        assertThat(copies.read("keys", NAME, 100)).isEmpty();
    }

    @Test
    void deletesWhatIsOldAndWhatWasLeftUnfinished() throws IOException {
        copies.write("keys", NAME, CONTENT);
        copies.write("status", NAME, CONTENT);
        copies.write("status", "another", CONTENT);
        Files.createFile(directory().resolve("unfinished-1"));
        Files.createFile(directory().resolve("somebody-elses"));
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000)));
        }
        copies.write("status", NAME, CONTENT);

        copies.purge("status", Instant.ofEpochSecond(1_001));

        assertThat(files())
                .extracting(file -> file.getFileName().toString().replaceAll("-.*", ""))
                .containsExactlyInAnyOrder("keys", "status", "somebody");
    }

    @Test
    void refusesADirectoryThatCannotBeTrusted() throws IOException {
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Path file = Files.createFile(parent.resolve("file"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CopyDirectory.at(directory()))
                .withMessageContaining("chmod 700");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CopyDirectory.at(file))
                .withMessageContaining("cannot be made");
    }

    @Test
    void keepsNothingWithoutADirectory() {
        CopyDirectory none = CopyDirectory.none();

        none.write("keys", NAME, CONTENT);
        none.delete("keys", NAME);
        none.purge("keys", Instant.MAX);

        assertThat(none.read("keys", NAME, 100)).isEmpty();
    }

    private Path directory() {
        return parent.resolve("cache");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.toList();
        }
    }
}
