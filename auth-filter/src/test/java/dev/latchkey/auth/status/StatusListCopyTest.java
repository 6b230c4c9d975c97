package dev.latchkey.auth.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.LocalStatusList;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.disk.CopyDirectory;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusListCopyTest {
    private final StatusFixture status = new StatusFixture();
    private final LocalStatusList list = status.list;

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        status.close();
    }

    @Test
    void judgesByTheCopyOnDiskWhileTheListIsOutOfReach() {
        StatusLists first = withCopies();
        list.revoke(7);
        assertRevoked(status.validate(list.claim(7), first));
        list.serve(LocalIssuer.status(500));
        StatusLists restarted = withCopies();

        assertRevoked(status.validate(list.claim(7), restarted));
        assertThat(status.validate(list.claim(8), restarted)).isInstanceOf(Valid.class);
        status.clock.advance(StatusFixture.MAX_AGE);

        assertRevoked(status.validate(list.claim(7), restarted));
        assertUnavailable(status.validate(list.claim(8), restarted));
        assertUnavailable(status.validate(list.claim(8), withCopies()));
    }

    @Test
    void prefersTheListToItsCopy() {
        assertThat(status.validate(list.claim(7), withCopies())).isInstanceOf(Valid.class);
        list.revoke(7);

        assertRevoked(status.validate(list.claim(7), withCopies()));
    }

    @Test
    void keepsASetBitOverRestartsWhateverALaggingNodeSays() {
        list.revoke(7);
        assertRevoked(status.validate(list.claim(7), withCopies()));
        list.clear();
        list.serve(list.token(Map.of("iat", status.clock.instant().getEpochSecond() - 5)));

        for (int restart = 0; restart < 3; restart++) {
            StatusLists restarted = withCopies();
            assertRevoked(status.validate(list.claim(7), restarted));
            assertThat(status.validate(list.claim(8), restarted)).isInstanceOf(Valid.class);
        }
    }

    @Test
    void believesNoCopyThatTheIssuerDidNotSign() throws Exception {
        status.validate(list.claim(7), withCopies());
        list.serve(LocalIssuer.status(500));
        Path copy = onlyFile();
        String jwt = Files.readString(copy);
        JwtSigner foreign = new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256));

        for (String bad : List.of(
                "",
                jwt.substring(0, jwt.length() - 4),
                foreign.sign("statuslist+jwt", list.claims(Map.of())),
                list.token(Map.of("sub", list.uri() + "0")),
                list.token(Map.of("exp", status.clock.instant().getEpochSecond())),
                status.issuer.token("read"))) {
            Files.writeString(copy, bad);
            assertUnavailable(status.validate(list.claim(7), withCopies()));
        }
        Files.writeString(copy, jwt);
        assertThat(status.validate(list.claim(7), withCopies())).isInstanceOf(Valid.class);
    }

    @Test
    void forgetsTheCopyWithTheList() throws Exception {
        StatusLists lists = withCopies();
        status.validate(list.claim(7), lists);
        assertThat(onlyFile()).exists();
        status.clock.advance(Duration.ofMinutes(10));

        lists.refresh();

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    private StatusLists withCopies() {
        return status.lists(Runnable::run, CopyDirectory.at(directory));
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.reduce((one, two) -> two).orElseThrow();
        }
    }

    private static void assertRevoked(TokenValidation validation) {
        assertThat(validation).isInstanceOf(Rejected.class);
    }

    private static void assertUnavailable(TokenValidation validation) {
        assertThat(validation).isInstanceOf(Unavailable.class);
    }
}
