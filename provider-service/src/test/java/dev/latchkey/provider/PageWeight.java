package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a page weighs as it is transferred, its style sheet included (ISSUE 5, point 6). */
final class PageWeight {
    static final int MAX_BYTES = 10_240;
    static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "ja", "ar");

    private static final int STYLE_SHEET_HEADERS = 400;

    private final RunningProvider provider;

    PageWeight(RunningProvider provider) {
        this.provider = provider;
    }

    /** Holds that a page has this status and weighs no more than it may. */
    void assertLight(Answer page, int status, String what) {
        assertThat(page.status()).as(what + page.body()).isEqualTo(status);
        assertThat(of(page)).as(what).isLessThanOrEqualTo(MAX_BYTES);
    }

    /** In bytes. */
    int of(Answer page) {
        return page(page) + styleSheet(page);
    }

    private int styleSheet(Answer page) {
        String address = page.body().replaceAll("(?s).*<link rel=\"stylesheet\" href=\"([^\"]*)\".*", "$1");
        return Integer.parseInt(provider.http()
                        .send("GET", address, Map.of("Accept-Encoding", "gzip"), new byte[0])
                        .header("Content-Length"))
                + STYLE_SHEET_HEADERS;
    }

    private static int page(Answer page) {
        int headers = page.headers().entrySet().stream()
                .mapToInt(header -> header.getKey().length()
                        + String.join(", ", header.getValue()).length()
                        + ": \r\n".length())
                .sum();
        return headers + "HTTP/1.1 200 OK\r\n\r\n".length() + page.body().getBytes(StandardCharsets.UTF_8).length;
    }
}
