package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RedirectUriMatchTest {
    private static final List<RedirectUri> REGISTERED = List.of(
            new RedirectUri("https://app.example/cb"),
            new RedirectUri("http://127.0.0.1:9999/cb?a=b"),
            new RedirectUri("http://[::1]/cb"),
            new RedirectUri("http://localhost/cb"),
            new RedirectUri("com.example.app:/cb"));
    private static final String ODD = "/\\@:#?%.;&=+ \t\n\u0000\u200bAa0[]";

    private final RedirectUriMatch strict = new RedirectUriMatch(false);
    private final Random random = new Random(7);

    @Test
    @Attack({4, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void takesNoTextThatDiffersInACharacter() {
        for (RedirectUri uri : REGISTERED) {
            assertThat(strict.isRegistered(REGISTERED, uri.value())).isTrue();
            for (int i = 0; i < 20_000; i++) {
                String changed = changed(uri.value());
                boolean samePortAside = withoutPort(changed).equals(withoutPort(uri.value()))
                        && (changed.startsWith("http://127.0.0.1") || changed.startsWith("http://[::1]"));
                if (!changed.equals(uri.value()) && !samePortAside) {
                    assertThat(strict.isRegistered(REGISTERED, changed))
                            .as(changed)
                            .isFalse();
                }
            }
        }
    }

    @Test
    @Attack({22, 25})
    void takesEveryPortOfALoopbackAddressAndNothingElseForAPort() {
        for (int port = 1; port <= 65_535; port++) {
            assertThat(strict.isRegistered(REGISTERED, "http://127.0.0.1:" + port + "/cb?a=b"))
                    .isTrue();
        }
        for (String port : List.of("0", "65536", "99999", "080", "+80", "-1", "%38", "", "8 0", "\uff18\uff10")) {
            assertThat(strict.isRegistered(REGISTERED, "http://127.0.0.1:" + port + "/cb?a=b"))
                    .as(port)
                    .isFalse();
        }
    }

    @Test
    @Attack({23, 24})
    void takesAnyPortOfLocalhostOnlyWhereToldTo() {
        String uri = "http://localhost:5000/cb";

        assertThat(strict.isRegistered(REGISTERED, uri)).isFalse();
        assertThat(new RedirectUriMatch(true).isRegistered(REGISTERED, uri)).isTrue();
        assertThat(new RedirectUriMatch(true).isRegistered(REGISTERED, "https://app.example:5000/cb"))
                .isFalse();
        assertThat(new RedirectUriMatch(true).isRegistered(REGISTERED, "http://127.0.0.1/cb"))
                .isFalse();
    }

    @Test
    @Attack({18, 19})
    void decidesQuicklyWhateverItIsGiven() {
        for (String monster : List.of(
                "http://[" + ":".repeat(100_000) + "]/p",
                "http://127.0.0.1:" + "1".repeat(1_000_000),
                "http://127.0.0.1/" + "/".repeat(1_000_000),
                "x".repeat(1_000_000))) {
            assertThat(strict.isRegistered(REGISTERED, monster)).isFalse();
        }
    }

    private String changed(String uri) {
        StringBuilder text = new StringBuilder(uri);
        int at = random.nextInt(uri.length());
        char odd = ODD.charAt(random.nextInt(ODD.length()));
        switch (random.nextInt(3)) {
            case 0 -> text.setCharAt(at, odd);
            case 1 -> text.insert(at, odd);
            default -> text.deleteCharAt(at);
        }
        return text.toString();
    }

    private static String withoutPort(String uri) {
        return uri.replaceFirst("^(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::[1-9][0-9]{0,4})?(?=[/?])", "$1");
    }
}
