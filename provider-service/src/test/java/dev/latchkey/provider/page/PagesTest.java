package dev.latchkey.provider.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.testing.Attack;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PagesTest {
    private final Pages pages = new Pages(PageFiles.standard(), Branding.none(), "/auth", true);

    @Test
    @Attack(96)
    void demandsHttpsForAYearWhereTheIssuerIsHttps() {
        assertThat(pages.headers("")).containsEntry("Strict-Transport-Security", "max-age=31536000");
        assertThat(new Pages(PageFiles.standard(), Branding.none(), "/o", false).headers(""))
                .doesNotContainKey("Strict-Transport-Security");
    }

    @Test
    @Attack(74)
    void letsFormsEndAtTheNamedSchemeOnly() {
        assertThat(pages.headers("com.example.app:").get("Content-Security-Policy"))
                .contains("form-action 'self' com.example.app:; frame-ancestors 'none'");
        assertThat(pages.headers("").get("Content-Security-Policy")).contains("form-action 'self'; frame-ancestors");
    }

    @Test
    @Attack({253, 254})
    void escapesEveryValueAndRunsNone() {
        String page = render(Map.of(
                "key", "error.request",
                "code", "${7*7}<#assign x=1>",
                "description", "<script>\"&'ä",
                "reference", "{0}"));

        assertThat(page)
                .contains("${7*7}&lt;#assign x=1&gt;", "&lt;script&gt;&quot;&amp;&#39;ä", "<code>{0}</code>")
                .contains("href=\"/auth/app.css?v=");
    }

    @Test
    void fillsEachArgumentInOnce() {
        Messages english = Messages.read("en", PageFiles.standard());

        assertThat(english.of("login.reason", "{0} {1}")).isEqualTo("to continue to {0} {1}");
        assertThatIllegalArgumentException().isThrownBy(() -> english.of("no.such.key"));
    }

    private String render(Map<String, Object> values) {
        return new String(pages.render(Page.of("error", values), Reader.unknown()), StandardCharsets.UTF_8);
    }
}
