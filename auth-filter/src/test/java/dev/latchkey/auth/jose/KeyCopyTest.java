package dev.latchkey.auth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.disk.CopyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCopyTest {
    private final SettableClock clock = new SettableClock();
    private final LocalIssuer issuer = new LocalIssuer(clock);

    @TempDir
    private Path directory;

    @BeforeEach
    void writeACopy() {
        assertThat(find()).isInstanceOf(KeyLookup.Found.class);
        issuer.close();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Attack(279)
    @Test
    void isUsedWhileTheIssuerIsDown() {
        assertThat(find()).isInstanceOf(KeyLookup.Found.class);
        assertThat(keys().fetchedAt()).contains(clock.instant());
        assertThat(keys().find("unknown", SigningAlgorithm.ES256)).isInstanceOf(KeyLookup.Unknown.class);
    }

    @Attack(280)
    @Test
    void isNoOlderThanTheKeysMayBe() {
        clock.advance(Duration.ofHours(24).minusNanos(1));
        assertThat(find()).isInstanceOf(KeyLookup.Found.class);

        clock.advance(Duration.ofNanos(1));

        assertThat(find()).isInstanceOf(KeyLookup.Unavailable.class);
    }

    @Test
    void isNotBelievedFromTheFuture() {
        clock.advance(Duration.ofSeconds(-1));

        assertThat(find()).isInstanceOf(KeyLookup.Unavailable.class);
    }

    @Test
    void isNotBelievedWhenItIsNotWholeOrAnIssuersOwn() throws IOException {
        Path copy = onlyFile();
        String content = Files.readString(copy);

        for (String bad : List.of(
                "",
                content.substring(1),
                content.substring(0, content.length() - 1),
                content.replace("fetched_at", "fetched"),
                content.replace(issuer.issuer(), "https://other.example"),
                content.replace("\"EC\"", "\"oct\""),
                "{}")) {
            Files.writeString(copy, bad);
            assertThat(find()).isInstanceOf(KeyLookup.Unavailable.class);
        }
        Files.writeString(copy, content);
        assertThat(find()).isInstanceOf(KeyLookup.Found.class);
    }

    private KeyLookup find() {
        return keys().find(issuer.key().keyId(), SigningAlgorithm.ES256);
    }

    private RemoteJwkSet keys() {
        KeySettings settings =
                new KeySettings(Duration.ofSeconds(30), Duration.ofHours(24), CopyDirectory.at(directory));
        return new RemoteJwkSet(new IssuerUri(issuer.issuer()), clock, settings);
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.reduce((one, two) -> two).orElseThrow();
        }
    }
}
