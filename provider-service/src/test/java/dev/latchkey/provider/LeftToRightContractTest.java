package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.TestDatabase;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is written from left to right in any language stays so on pages that are written from right to left. */
final class LeftToRightContractTest {
    private static final String URI = "https://a.example/?x=1&y=/";
    private static final String SHOWN = "<bdi dir=\"ltr\">https://a.example/?x=1&amp;y=/</bdi>";

    private final RunningProvider provider = RunningProvider.on(TestDatabase.H2);
    private final Members members = new Members(provider);
    private final Browser owner = members.member();
    private final TestClient client = Members.application(owner, "web", URI);

    @Test
    void keepsTheRedirectUrisOfTheOwnersPages() {
        String path = "/o/applications/" + client.id() + "/";
        Answer form = owner.get(path + "update/");
        owner.submit(form, "name", "Of a member", "redirect_uris", URI);

        Answer conflict = owner.submit(form, "name", "Second", "redirect_uris", URI);

        assertThat(owner.get(path).body()).contains(SHOWN);
        assertThat(form.body()).containsPattern(ltr("textarea", "redirect_uris"));
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains("<dd>" + SHOWN).containsPattern(ltr("textarea", "redirect_uris"));
    }

    @Test
    void keepsWhatAdministratorsSeeAndType() {
        Browser administrator = members.administrator();
        String form =
                administrator.get("/o/admin/application/edit?id=" + client.id()).body();

        assertThat(administrator.get("/o/admin/application/?id=" + client.id()).body())
                .contains("<dd>" + SHOWN, "<dd><bdi dir=\"ltr\">read ");
        assertThat(form).containsPattern(ltr("textarea", "redirect_uris"));
        assertThat(administrator
                        .get("/o/admin/application/access?id=" + client.id())
                        .body())
                .containsPattern(ltr("textarea", "introspects_for"))
                .containsPattern(ltr("textarea", "origins"))
                .containsPattern(ltr("input", "scopes"))
                .containsPattern(ltr("input", "default_scopes"));
        assertThat(administrator.get("/o/admin/users/new").body()).containsPattern(ltr("input", "email"));
        assertThat(administrator.get("/o/admin/grants/").body()).containsPattern(ltr("input", "client"));
        assertThat(administrator.get("/o/admin/applications/").body()).containsPattern(ltr("input", "id"));
        assertThat(administrator.get("/o/admin/audit/filter").body()).containsPattern(ltr("input", "client"));
    }

    private static Pattern ltr(String tag, String field) {
        return Pattern.compile("<" + tag + " id=\"" + field + "\"[^>]* dir=\"ltr\"");
    }
}
