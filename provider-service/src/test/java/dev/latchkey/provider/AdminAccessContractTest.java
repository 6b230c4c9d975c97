package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.AdministrationTarget;
import dev.latchkey.accounts.User;
import dev.latchkey.accounts.UserAdministration;
import dev.latchkey.accounts.UserName;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets to the pages of administration, and what they do with odd requests. */
@OnEachDatabase
final class AdminAccessContractTest {
    private static final List<String> LISTS = List.of(
            "/o/admin/",
            "/o/admin/users/",
            "/o/admin/users/new",
            "/o/admin/groups/",
            "/o/admin/applications/",
            "/o/admin/grants/",
            "/o/admin/keys/",
            "/o/admin/audit/",
            "/o/admin/audit/filter",
            "/o/admin/grants/own?client=c1",
            "/o/admin/audit/export");
    private static final List<String> HOSTILE = List.of(
            "' OR '1'='1",
            "\"><script>alert(1)</script>",
            "%",
            "_",
            "${7*7}",
            "<#assign x=1>",
            "=1+1",
            "\\",
            "𝔄%00",
            "лk_at_x");

    private final RunningProvider provider;
    private final Members members;

    AdminAccessContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        members = new Members(provider);
    }

    private List<String> questions() {
        long user = provider.registrations().userId(provider.registrations().user());
        String client = provider.registrations().confidential().id();
        return List.of(
                "/o/admin/users/" + user + "/",
                "/o/admin/users/" + user + "/edit",
                "/o/admin/users/" + user + "/disable",
                "/o/admin/users/" + user + "/password",
                "/o/admin/application/?id=" + client,
                "/o/admin/application/edit?id=" + client,
                "/o/admin/application/access?id=" + client,
                "/o/admin/application/delete?id=" + client,
                "/o/admin/keys/rotate");
    }

    @Test
    @Contract(119)
    void showsEachPageToAnAdministrator() {
        Browser administrator = members.administrator();

        for (String path : LISTS) {
            assertThat(administrator.get(path).status()).as(path).isEqualTo(200);
        }
        for (String path : questions()) {
            assertThat(administrator.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    @Attack(298)
    void refusesWhoIsNoAdministrator() {
        Browser member = members.member();

        for (String path : LISTS) {
            assertRefused(member.get(path));
        }
        for (String path : questions()) {
            assertRefused(member.get(path));
        }
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("This is for administrators").doesNotContain("<table");
    }

    @Test
    @Attack(298)
    void refusesTheFormsOfWhoIsNoAdministrator() {
        User victim = user();
        Browser member = members.member();
        String csrf = csrf(member);

        for (String path : forms(victim.id())) {
            Answer answer = member.post(path, "csrf", csrf, "version", "1", "name", "x", "username", "x");
            assertThat(answer.status()).as(path).isEqualTo(403);
        }

        assertThat(provider.registrations().users().find(victim.id())).contains(victim);
    }

    private static List<String> forms(long user) {
        return List.of(
                "/o/admin/users/new",
                "/o/admin/users/" + user + "/edit",
                "/o/admin/users/" + user + "/disable",
                "/o/admin/users/" + user + "/promote",
                "/o/admin/users/" + user + "/password",
                "/o/admin/groups/",
                "/o/admin/application/edit",
                "/o/admin/application/access",
                "/o/admin/application/delete",
                "/o/admin/grants/revoke",
                "/o/admin/grants/revoke-token",
                "/o/admin/keys/rotate",
                "/o/admin/keys/remove");
    }

    private static String csrf(Browser browser) {
        return Browser.hidden(browser.get("/o/login/")).getOrDefault("csrf", "");
    }

    @Test
    void sendsAStrangerToTheLogInAndBack() {
        String name = members.administratorName();
        Browser stranger = new Browser(provider);

        Answer login = stranger.open("/o/admin/users/?name=" + name);
        Answer page = stranger.follow(stranger.logIn(login, name));

        assertThat(login.body()).contains("name=\"password\"");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(">" + name + "</a>");
    }

    @Test
    void takesNoFormThatWasNotServedToTheAdministrator() {
        User victim = user();
        Browser administrator = members.administrator();

        for (String path : forms(victim.id())) {
            assertThat(administrator.post(path, "version", "1").status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(new Browser(provider).post(path, "csrf", "x").status())
                    .as(path)
                    .isEqualTo(403);
        }

        assertThat(provider.registrations().users().find(victim.id())).contains(victim);
    }

    @Test
    void losesTheRightAtOnce() {
        String name = members.administratorName();
        Browser browser = members.browser(name);
        assertThat(browser.get("/o/admin/").status()).isEqualTo(200);

        User boss = find(members.administratorName());
        User before = find(name);
        new UserAdministration(provider.database(), provider.clock())
                .demote(new AdministrationTarget(boss.id(), before.id(), before.version()));

        assertThat(browser.get("/o/admin/").status()).isEqualTo(302);
        assertRefused(members.browser(name).get("/o/admin/"));
    }

    @Test
    void losesTheRightWhenDisabled() {
        String name = members.administratorName();
        Browser browser = members.browser(name);

        provider.registrations().users().disableAnyone(find(name).id());

        assertThat(browser.get("/o/admin/").status()).isEqualTo(302);
        assertThat(members.browser(name).get("/o/admin/").status()).isEqualTo(302);
    }

    @Test
    void asksForThePasswordAgainBeforeWhatCannotBeUndone() {
        User victim = user();
        String name = members.administratorName();
        Browser administrator = members.browser(name);
        String path = "/o/admin/users/" + victim.id() + "/disable";
        Answer question = administrator.get(path);
        provider.clock().advance(Duration.ofMinutes(15));

        Answer late = administrator.submit(question);
        Answer login = administrator.follow(late);
        Answer again = administrator.follow(administrator.logIn(login, name));

        assertThat(administrator.get("/o/admin/users/").status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(303);
        assertThat(login.body()).contains("name=\"password\"");
        assertThat(again.body()).contains("Disable " + victim.username() + "?");
        assertThat(provider.registrations().users().find(victim.id())).contains(victim);
        assertThat(administrator.submit(again).status()).isEqualTo(303);
    }

    @Test
    @Attack(248)
    void answersOddPagesWithoutAFault() {
        Browser administrator = members.administrator();

        for (String after : List.of("-1", "1e9", "999999999999999999999", "0x10", "%00", "'", "lk_at_x")) {
            for (String list : List.of("users/", "groups/", "applications/", "audit/", "grants/?client=c1&")) {
                String path = "/o/admin/" + list + (list.contains("?") ? "" : "?") + "after=" + after;
                assertThat(administrator.get(path).status()).as(path).isIn(200, 400);
            }
        }
        assertThat(administrator.get("/o/admin/users/?after=-1").status()).isEqualTo(400);
        assertThat(administrator.get("/o/admin/users/?after=999999999999999999").body())
                .contains("There is nothing here.");
        assertThat(administrator.get("/o/admin/audit/?from=yesterday").status()).isEqualTo(400);
        assertThat(administrator
                        .get("/o/admin/audit/?from=%2B999999999-01-01T00:00")
                        .status())
                .isEqualTo(400);
        assertThat(administrator.get("/o/admin/audit/?type=no.such").status()).isEqualTo(400);
        assertThat(administrator.get("/o/admin/audit/?user=ada").body())
                .contains("This cannot be read", "value=\"ada\"", "aria-invalid");
        assertThat(administrator.get("/o/admin/applications/?owner=ada").status())
                .isEqualTo(400);
    }

    @Test
    @Attack({251, 253, 254})
    void takesHostileTextForText() {
        Browser administrator = members.administrator();

        for (String text : HOSTILE) {
            for (String field : List.of("users/?name", "applications/?name", "applications/?id", "grants/?user")) {
                Answer answer = administrator.get(
                        "/o/admin/" + field + "=" + Http.encode("", text).substring(1));
                assertThat(answer.status()).as(text).isEqualTo(200);
                assertThat(answer.body()).doesNotContain("<script").doesNotContain("value=\"49\"");
            }
        }
    }

    @Test
    @Attack(301)
    void knowsNothingOfWhatIsNotThere() {
        Browser administrator = members.administrator();

        for (String path : List.of(
                "users/999999999999999999/",
                "users/0/disable",
                "users/1/explode",
                "users/abc/",
                "users/12345678901234567890/",
                "groups/999999999/",
                "groups/999999999/delete",
                "application/?id=nobody",
                "application/delete?id=%3Cb%3E",
                "application/",
                "grants/revoke?id=00000000000000000000000000000000",
                "grants/revoke-token?id=x",
                "keys/remove?kid=none",
                "nothing")) {
            assertThat(administrator.get("/o/admin/" + path).status()).as(path).isEqualTo(404);
        }
    }

    private User user() {
        return find(provider.registrations().user());
    }

    private User find(String name) {
        return provider.registrations()
                .users()
                .findByUsername(new UserName(name))
                .orElseThrow();
    }
}
