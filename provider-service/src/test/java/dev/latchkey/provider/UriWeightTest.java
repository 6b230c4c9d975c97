package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ISSUE 5, point 6, with the heaviest redirect URIs that can be typed: the pages that show them weigh 10,240 bytes at most. */
final class UriWeightTest {
    private static final String NAME = "\u9244".repeat(99);

    private final RunningProvider provider = RunningProvider.on(TestDatabase.H2);
    private final PageWeight weights = new PageWeight(provider);
    private final Members members = new Members(provider);
    private final Browser owner = members.member();
    private final Browser administrator = members.administrator();

    static List<String> heaviest() {
        String encoded = "https://app.example/" + "%2F".repeat(59);
        return List.of(
                "https://app.example/" + "a".repeat(180),
                encoded + "\r\n" + encoded + "1\r\n" + encoded + "2",
                "https://app.example/?" + "&".repeat(135),
                "https://app.example/" + "'".repeat(136),
                many("https://app.example/" + "a".repeat(13)),
                many("https://" + "a".repeat(17) + ".example"));
    }

    private static String many(String beginning) {
        return IntStream.range(10, 30).mapToObj(i -> beginning + i).collect(Collectors.joining("\r\n"));
    }

    private static String other(String uris) {
        return uris.replace("https://a", "https://b");
    }

    @ParameterizedTest
    @MethodSource("heaviest")
    void keepsThePagesOfTheirOwnerLight(String uris) {
        Answer secret = Members.register(owner, "web", NAME + "1", uris);
        String page = "/o/applications/" + Members.text(secret, "client_id") + "/";
        Answer stale = owner.get(page + "update/");
        owner.submit(stale, "name", NAME + "2", "redirect_uris", uris);

        weights.assertLight(secret, 201, "registered");
        for (String language : PageWeight.LANGUAGES) {
            owner.speak(language);
            weights.assertLight(owner.get(page), 200, "shown in " + language);
            weights.assertLight(owner.get(page + "update/"), 200, "changed in " + language);
            Answer conflict = owner.submit(stale, "name", NAME + "3", "redirect_uris", other(uris));
            weights.assertLight(conflict, 409, "conflict in " + language);
        }
    }

    @ParameterizedTest
    @MethodSource("heaviest")
    void keepsThePagesOfAdministratorsLight(String uris) {
        Answer registered = owner.follow(Members.register(owner, "spa", NAME + "1", uris));
        String id = Members.text(registered, "client_id");
        Answer stale = administrator.get("/o/admin/application/edit?id=" + id);
        submit(stale, NAME + "2", uris);

        for (String language : PageWeight.LANGUAGES) {
            administrator.speak(language);
            weights.assertLight(administrator.get("/o/admin/application/?id=" + id), 200, "shown in " + language);
            weights.assertLight(administrator.get("/o/admin/application/edit?id=" + id), 200, "changed in " + language);
            weights.assertLight(submit(stale, NAME + "3", other(uris)), 409, "conflict in " + language);
        }
    }

    private Answer submit(Answer form, String name, String uris) {
        return administrator.submit(
                form,
                "name",
                name,
                "redirect_uris",
                uris,
                "token_format",
                "JWT",
                "grant_authorization_code",
                "on",
                "pkce",
                "on");
    }

    @Test
    void saysOnceThatTooManyAreWrong() {
        String id = Members.text(
                owner.follow(Members.register(owner, "spa", NAME + "1", "https://app.example/")), "client_id");
        Answer form = administrator.get("/o/admin/application/edit?id=" + id);

        for (String language : PageWeight.LANGUAGES) {
            administrator.speak(language);
            Answer heavy = submit(form, NAME + "2", many("http://app.example/" + "a".repeat(16)));
            Answer wrong = submit(form, NAME + "2", many("http://app.example/"));
            weights.assertLight(heavy, 400, "too many in " + language);
            assertThat(heavy.body().split("class=\"err\"", -1)).hasSize(2);
            weights.assertLight(wrong, 400, "all wrong in " + language);
            assertThat(wrong.body().split("class=\"err\"", -1)).hasSize(9);
        }
    }

    @Test
    void refusesAUriThatWouldBeMostOfAPage() {
        String longer = "https://app.example/" + "a".repeat(181);

        Answer single = Members.register(owner, "web", "Long", longer);
        Answer all = Members.register(owner, "web", "Heavy", "https://app.example/?" + "&".repeat(136));

        assertThat(single.status()).isEqualTo(400);
        assertThat(single.body()).contains("Line 1: ", "A redirect URI typed here has at most 200 characters.");
        assertThat(all.status()).isEqualTo(400);
        assertThat(all.body()).contains("700 characters in all; each &amp; and apostrophe counts as five.");
    }

    @Test
    void putsAPlaceholderForALongUriIntoTheCommands() {
        String longest = "https://app.example/" + "a".repeat(180);
        Answer secret = Members.register(owner, "web", "Long", longest);

        assertThat(Members.text(secret, "curl"))
                .contains("&redirect_uri=REDIRECT_URI&")
                .doesNotContain("a".repeat(20));
        assertThat(secret.body()).contains("In the place of REDIRECT_URI put the redirect URI");
        assertThat(Members.links(secret)).anyMatch(link -> link.contains("a".repeat(180)));
    }
}
