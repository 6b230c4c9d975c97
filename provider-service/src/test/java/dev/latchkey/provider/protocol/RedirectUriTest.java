package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.provider.Promptly;
import dev.latchkey.testing.Attack;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedirectUriTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/cb",
                "https://app.example",
                "https://app.example:8443/cb?tenant=1&x=%2F",
                "https://xn--bcher-kva.example/cb",
                "https://app.example/c%20b;v=1/a..b/.well-known",
                "http://127.0.0.1/cb",
                "http://127.0.0.1:1/cb",
                "http://[::1]:65535/cb",
                "http://localhost:3000/cb",
                "com.example.app:/cb",
                "com.example.app:/cb?x=1",
                "org.example+v2:/cb"
            })
    void takesWhatAClientMayRegisterAsItIsWritten(String uri) {
        assertThat(new RedirectUri(uri)).hasToString(uri);
    }

    @ParameterizedTest
    @Attack(11)
    @ValueSource(strings = {"https://app.example/cb#x", "https://app.example/cb#", "com.example.app:/cb#"})
    void refusesAFragment(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUri(uri))
                .withMessage("A redirect URI has no fragment: remove the # and what follows.");
    }

    @ParameterizedTest
    @Attack(17)
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "javascript://app.example/%0aalert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "blob:https://app.example/1",
                "about:blank",
                "ftp://app.example/cb"
            })
    void refusesASchemeThatIsNoPlaceToReturnTo(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUri(uri))
                .withMessageContaining("private-use scheme with a dot");
    }

    @ParameterizedTest
    @Attack(17)
    @ValueSource(
            strings = {
                "http://app.example/cb",
                "http://127.0.0.2/cb",
                "http://2130706433/cb",
                "http://0x7f000001/cb",
                "http://localhost.evil.example/cb",
                "http://127.0.0.1.evil.example/cb",
                "http://localhost./cb",
                "http://[::]/cb",
                "http://[::ffff:127.0.0.1]/cb"
            })
    void refusesPlainHttpBeyondTheLoopbackHosts(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUri(uri))
                .withMessageStartingWith("Plain http is for 127.0.0.1");
    }

    @ParameterizedTest
    @Attack(18)
    @ValueSource(
            strings = {
                "http://[:::::::::::::::::]/p",
                "http://[::1/cb",
                "https://app.example:cb/",
                "https://app_example:x/",
                "https://%/cb",
                "https://a%zz/cb",
                "https:///cb",
                "http://127.1/cb",
                "https:/cb",
                "https:cb",
                "https:",
                "https://",
                ":",
                "//app.example/cb",
                "/cb",
                "cb",
                "?",
                ""
            })
    void refusesWhatIsNoUriOrNamesNoHostAtOnce(String uri) {
        Promptly.within(
                Duration.ofMillis(50),
                () -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> new RedirectUri(uri))
                        .withMessageMatching("[A-Z].*[.]"));
    }

    @Test
    @Attack(19)
    void refusesAUriBeyond2000Characters() {
        String longest = "https://app.example/" + "a".repeat(1_980);

        assertThat(new RedirectUri(longest).value()).hasSize(2_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUri(longest + "a"))
                .withMessage("A redirect URI has at most 2000 characters.");
        Promptly.within(
                Duration.ofMillis(50),
                () -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> new RedirectUri("https://" + "[:".repeat(500_000))));
    }

    @ParameterizedTest
    @Attack(25)
    @ValueSource(strings = {"0", "65536", "080", "00", "+80", "-1", "%38", "99999999999999999999", "8o", ""})
    void refusesAPortThatIsNoneOrOddlyWritten(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUri("http://127.0.0.1:" + port + "/cb"))
                .withMessageMatching("[A-Z].*[.]");
    }

    @ParameterizedTest
    @Attack(26)
    @ValueSource(
            strings = {
                "https://*.app.example/cb",
                "https://app.example/*",
                "https://app.example/cb?x=*",
                "https://app.example/(a|b)",
                "https://app.example/^cb$",
                "*",
                "com.example.app:/*"
            })
    void refusesWildcardsAndPatterns(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUri(uri))
                .withMessageContaining("wildcards");
    }

    @ParameterizedTest
    @Attack(27)
    @ValueSource(
            strings = {"myapp:/cb", "myapp://cb", "http.example:/cb", "https.example://app.example/cb", "httpx.a:/cb"})
    void refusesAPrivateSchemeWithoutADotOrLikeHttp(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUri(uri))
                .withMessageContaining("private-use scheme with a dot");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://app.example/cb, scheme",
        "Com.example.app:/cb, scheme",
        "https://App.example/cb, host",
        "https://user@app.example/cb, user",
        "https://user:pass@app.example/cb, user",
        "https://@app.example/cb, user",
        "https://app.example@evil.example/cb, user",
        "https://app.example:/cb, empty port",
        "https://app.example/a/../cb, path",
        "https://app.example/./cb, path",
        "https://app.example/cb/.., path",
        "https://app.example/cb/%2e%2E/x, path",
        "https://app.example/cb/..;/x, path",
        "https://app.example/cb/..%2fx, path",
        "https://app.example/cb%2F..%5cx, path"
    })
    void namesThePartThatIsWrong(String uri, String part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUri(uri))
                .withMessageContaining(part);
    }

    @ParameterizedTest
    @Attack({9, 14, 16})
    @ValueSource(
            strings = {
                "https://evil.example\\@app.example/cb",
                "https:\\\\evil.example",
                "https://app.example/cb ",
                " https://app.example/cb",
                "https://app.example/c b",
                "https://app.example/cb\t",
                "https://app.example/cb\r\nX: y",
                "https://app.example/cb\u0000",
                "https://app.example/cb\u200b",
                "\ufeffhttps://app.example/cb",
                "https://b\u00fccher.example/cb",
                "https://app\u3002example/cb",
                "https://app.example/\"cb\"",
                "https://app.example/<cb>",
                "https://app.example/`{cb}"
            })
    void refusesCharactersThatReadersDisagreeOn(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedirectUri(uri))
                .withMessageStartingWith("A redirect URI is plain ASCII");
    }

    @Test
    @Attack(13)
    void isEqualByExactTextOnly() {
        assertThat(new RedirectUri("https://app.example/cb"))
                .isEqualTo(new RedirectUri("https://app.example/cb"))
                .isNotEqualTo(new RedirectUri("https://app.example/CB"))
                .isNotEqualTo(new RedirectUri("https://app.example/cb/"))
                .isNotEqualTo(new RedirectUri("https://app.example:443/cb"));
    }
}
