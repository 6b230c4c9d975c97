package dev.latchkey.provider.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SessionOriginTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox, Linux",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140 | Edge, Windows",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604.1 | Safari, iOS",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36 | Chrome, Android",
                "curl/8.5.0 | curl",
                "Wget/1.0 (Windows) | Windows"
            })
    void knowsTheUsualBrowsers(String userAgent, String agent) {
        assertThat(SessionOrigin.of("192.0.2.1", userAgent)).isEqualTo(new SessionOrigin("192.0.2.1", agent));
    }

    @Test
    @Attack(254)
    void takesNothingOverThatSomebodySent() {
        assertThat(SessionOrigin.of("", null).agent()).isEmpty();
        assertThat(SessionOrigin.of("", "<script>alert(1)</script>" + "x".repeat(10_000))
                        .agent())
                .isEmpty();
        assertThat(SessionOrigin.of("1".repeat(200), "").address()).hasSize(100);
    }
}
