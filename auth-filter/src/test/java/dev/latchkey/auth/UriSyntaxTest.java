package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UriSyntaxTest {
    @Test
    void readsAUri() {
        assertThat(UriSyntax.parse("https://app.example/cb?a=b")).contains(URI.create("https://app.example/cb?a=b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/a b",
                "https://[::1/",
                "http://[::88888888888888888888.0.0.1]/",
                "http://[::1.2.3.88888888888888888888]/",
                "http://a:99999999999999999999/%",
                "%zz",
                ":"
            })
    void findsNoneInWhatIsNone(String text) {
        assertThat(UriSyntax.parse(text)).isEmpty();
    }
}
