package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** ISSUE 5, point 7: what is wrong with a password is said in the reader's language, to programs in English. */
@OnEachDatabase
final class PasswordLanguageContractTest {
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "ja", "ar");
    // In the order in which they are looked for: too short, too long, one that everybody tries first.
    private static final List<String> REFUSED = List.of("short", "x".repeat(2_000), "password1");

    private final RunningProvider provider;

    PasswordLanguageContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
    }

    @Test
    void refusesOnTheSignUpPageInTheReadersLanguage() {
        for (String password : REFUSED) {
            Set<String> sentences = new LinkedHashSet<>();
            for (String language : LANGUAGES) {
                Browser browser = reading(language, new Browser(provider));
                Answer form = browser.get("/o/sign-up/");
                Answer page = browser.submit(form, "username", "nobody-yet", "password", password);
                assertThat(page.status()).isEqualTo(400);
                sentences.add(sentence(page));
            }
            assertThat(sentences).hasSameSizeAs(LANGUAGES);
        }
    }

    @Test
    void refusesOnThePageThatChangesItInTheReadersLanguage() {
        Browser member = new Members(provider).member();
        for (String password : REFUSED) {
            Set<String> sentences = new LinkedHashSet<>();
            for (String language : LANGUAGES) {
                Browser browser = reading(language, member);
                Answer form = browser.get("/o/account/password/");
                Answer page =
                        browser.submit(form, "current_password", Registrations.PASSWORD, "new_password", password);
                assertThat(page.status()).isEqualTo(400);
                sentences.add(sentence(page));
            }
            assertThat(sentences).hasSameSizeAs(LANGUAGES);
        }
    }

    @Test
    void answersProgramsInEnglish() {
        Answer answer = provider.http()
                .post(
                        "/sign_up/",
                        Map.of("Accept-Language", "de"),
                        Http.encode("username", "nobody-yet", "password", "password1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("The password is one that everybody tries first: choose another one.");
    }

    private static Browser reading(String language, Browser browser) {
        browser.cookies().put("latchkey-language", language);
        return browser;
    }

    private static String sentence(Answer page) {
        assertThat(page.body()).contains("<p class=\"err\">");
        return page.body().replaceAll("(?s).*<p class=\"err\">([^<]*)</p>.*", "$1");
    }
}
