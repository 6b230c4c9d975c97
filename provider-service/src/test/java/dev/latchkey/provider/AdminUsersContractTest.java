package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.GroupName;
import dev.latchkey.accounts.GroupStore;
import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.User;
import dev.latchkey.accounts.UserName;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What administrators do with users and groups. */
@OnEachDatabase
final class AdminUsersContractTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RunningProvider provider;
    private final Members members;
    private final GroupStore groups;
    private final Browser administrator;

    AdminUsersContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        members = new Members(provider);
        groups = new GroupStore(provider.database(), provider.clock());
        administrator = members.administrator();
    }

    private static String unique(String word) {
        return word + NUMBER.incrementAndGet();
    }

    private String group() {
        String name = unique("team ");
        groups.create(new GroupName(name));
        return name;
    }

    private User find(String name) {
        return provider.registrations()
                .users()
                .findByUsername(new UserName(name))
                .orElseThrow();
    }

    private User user() {
        return find(provider.registrations().user());
    }

    private static String path(User user) {
        return "/o/admin/users/" + user.id() + "/";
    }

    @Test
    @Contract(119)
    void makesAUserWithAPasswordThatIsShownOnce() {
        String name = unique("made");
        String group = group();

        Answer made = administrator.submit(
                administrator.get("/o/admin/users/new"), "username", name, "email", "m@example.com", "groups", group);

        String password = Members.text(made, "password");
        User user = find(name);
        assertThat(made.status()).isEqualTo(200);
        assertThat(password).hasSize(20);
        assertThat(user.groups()).containsExactly(group);
        assertThat(user.administrator()).isFalse();
        assertThat(administrator.get(path(user)).body())
                .contains(name, "m@example.com", group)
                .doesNotContain(password);
        Browser browser = new Browser(provider);
        Answer in = browser.submit(browser.get("/o/login/"), "username", name, "password", password);
        assertThat(in.status()).isEqualTo(303);
    }

    @Test
    void saysWhatIsWrongWithANewUserAndKeepsWhatWasTyped() {
        User taken = user();
        Answer form = administrator.get("/o/admin/users/new");

        Answer odd = administrator.submit(form, "username", "a b", "email", "kept@example.com");
        Answer unknown = administrator.submit(form, "username", unique("new"), "groups", "no such group");
        Answer mail = administrator.submit(form, "username", unique("new"), "email", "bad");
        Answer twice = administrator.submit(
                form, "username", taken.username().value().toUpperCase(Locale.ROOT), "email", "kept@example.com");

        assertThat(odd.status()).isEqualTo(400);
        assertThat(odd.body()).contains("aria-invalid", "kept@example.com", "1 to 150 characters");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).contains("There is no group no such group.");
        assertThat(mail.status()).isEqualTo(400);
        assertThat(mail.body()).contains("This is no email address", "value=\"bad\"");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("This name is taken", "kept@example.com");
    }

    @Test
    @Contract(119)
    void listsUsersPageByPageAndFindsThemByTheBeginningOfTheName() {
        String beginning = unique("Zed") + "x";
        String hash = Registrations.hashed();
        for (int i = 0; i < 16; i++) {
            provider.registrations()
                    .users()
                    .create(NewUser.of(new UserName(beginning + String.format("%02d", i)), hash));
        }

        Answer first = administrator.get("/o/admin/users/?name=" + beginning.toLowerCase(Locale.ROOT));
        String next = Members.links(first).stream()
                .filter(link -> link.contains("after="))
                .findFirst()
                .orElseThrow();
        Answer second = administrator.get(next);

        assertThat(first.body()).contains(beginning + "00", beginning + "14").doesNotContain(">" + beginning + "15<");
        assertThat(second.body()).contains(beginning + "15").doesNotContain(">" + beginning + "14<", "Next page");
    }

    @Test
    @Contract(119)
    void changesAUserAndWritesDownWhatChanged() {
        User user = user();
        String group = group();

        Answer saved = administrator.submit(
                administrator.get(path(user) + "edit"), "email", "new@example.com", "groups", group);

        User after = find(user.username().value());
        assertThat(saved.status()).isEqualTo(303);
        assertThat(after.email()).isEqualTo("new@example.com");
        assertThat(after.groups()).containsExactly(group);
        assertThat(eventsOf(user, "user.changed"))
                .contains("[user:", "fields=\"email,groups\"", "email_before=\"\"", "email_after=new@example.com");
        administrator.submit(administrator.get(path(user) + "edit"), "email", "new@example.com", "groups", "");
        assertThat(find(user.username().value()).groups()).isEmpty();
    }

    @Test
    @Attack(304)
    void keepsWhatTheSecondOfTwoAdministratorsTyped() {
        User user = user();
        Browser other = members.administrator();
        Answer form = administrator.get(path(user) + "edit");
        other.submit(other.get(path(user) + "edit"), "email", "first@example.com");

        Answer conflict = administrator.submit(form, "email", "second@example.com");

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body())
                .contains("Now: <bdi>first@example.com</bdi>")
                .contains("value=\"second@example.com\"");
        assertThat(find(user.username().value()).email()).isEqualTo("first@example.com");
        assertThat(administrator.submit(conflict, "email", "second@example.com").status())
                .isEqualTo(303);
        assertThat(find(user.username().value()).email()).isEqualTo("second@example.com");
    }

    @Test
    @Attack(304)
    void asksAgainWhenTheUserWasChangedBeforeTheAct() {
        User user = user();
        Answer question = administrator.get(path(user) + "disable");
        Browser other = members.administrator();
        other.submit(other.get(path(user) + "edit"), "email", "first@example.com");

        Answer conflict = administrator.submit(question);

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains("Somebody changed this");
        assertThat(find(user.username().value()).enabled()).isTrue();
        assertThat(administrator.submit(conflict).status()).isEqualTo(303);
        assertThat(find(user.username().value()).enabled()).isFalse();
    }

    @Test
    void disablesAndEnables() {
        User user = user();
        Browser theirs = members.browser(user.username().value());

        Answer disabled = administrator.follow(act(user, "disable"));

        assertThat(disabled.body()).contains("The user is disabled.");
        assertThat(theirs.get("/o/applications/").status()).isEqualTo(302);
        assertThat(members.browser(user.username().value())
                        .get("/o/applications/")
                        .status())
                .isEqualTo(302);
        act(user, "enable");
        assertThat(members.browser(user.username().value())
                        .get("/o/applications/")
                        .status())
                .isEqualTo(200);
        assertThat(events(user)).contains("user.disabled", "user.enabled");
    }

    private Answer act(User user, String act) {
        return administrator.submit(administrator.get(path(user) + act));
    }

    @Test
    void givesAndTakesTheRight() {
        User user = user();

        act(user, "promote");
        assertThat(members.browser(user.username().value()).get("/o/admin/").status())
                .isEqualTo(200);
        act(user, "demote");

        assertThat(members.browser(user.username().value()).get("/o/admin/").status())
                .isEqualTo(403);
        assertThat(eventsOf(user, "user.changed")).contains("administrator_before=true", "administrator_after=false");
    }

    @Test
    void neverLetsTheLastAdministratorGo() {
        String name = members.administratorName();
        Browser own = members.browser(name);
        User user = find(name);

        Answer disabled = own.submit(own.get(path(user) + "disable"));
        Answer demoted = own.submit(own.get(path(user) + "demote"));

        assertThat(disabled.status()).isEqualTo(409);
        assertThat(demoted.status()).isEqualTo(409);
        assertThat(demoted.body()).contains("Nobody does this to themselves");
        assertThat(find(name)).isEqualTo(user);
    }

    @Test
    void givesAPasswordThatEndsLogInsAndGrants() {
        User user = user();
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        Answer tokens = logIn(client, user, Registrations.PASSWORD);
        Browser theirs = members.browser(user.username().value());

        Answer shown = act(user, "password");

        String password = Members.text(shown, "password");
        assertThat(password).hasSize(20);
        assertThat(theirs.get("/o/applications/").status()).isEqualTo(302);
        assertThat(provider.http()
                        .token(client, "grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"))
                        .text("error"))
                .isEqualTo("invalid_grant");
        assertThat(logIn(client, user, Registrations.PASSWORD).text("error")).isEqualTo("invalid_grant");
        assertThat(logIn(client, user, password).status()).isEqualTo(200);
        assertThat(eventsOf(user, "user.password_set")).doesNotContain(password);
    }

    private Answer logIn(TestClient client, User user, String password) {
        return provider.http()
                .token(
                        client,
                        "grant_type",
                        "password",
                        "username",
                        user.username().value(),
                        "password",
                        password);
    }

    @Test
    void endsLogInsAndGrantsOfAUser() {
        User user = user();
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        Answer tokens = logIn(client, user, Registrations.PASSWORD);
        Browser theirs = members.browser(user.username().value());
        assertThat(administrator.get(path(user)).body()).contains(client.id(), "Log-ins");

        act(user, "sessions");
        act(user, "grants");

        assertThat(theirs.get("/o/applications/").status()).isEqualTo(302);
        assertThat(provider.http()
                        .token(client, "grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"))
                        .text("error"))
                .isEqualTo("invalid_grant");
        assertThat(administrator.get(path(user)).body()).doesNotContain(client.id());
        assertThat(find(user.username().value())).isEqualTo(user);
    }

    @Test
    @Contract(119)
    void makesRenamesAndDeletesAGroup() {
        String name = unique("group ");
        Answer made = administrator.submit(administrator.get("/o/admin/groups/"), "name", name);
        String path = made.header("Location");
        User user = user();
        administrator.submit(administrator.get(path(user) + "edit"), "groups", name);

        Answer renamed = administrator.submit(administrator.get(path), "name", name + " too");
        Answer page = administrator.follow(renamed);
        Answer deleted = administrator.submit(administrator.get(path + "delete"));

        assertThat(made.status()).isEqualTo(303);
        assertThat(page.body()).contains(name + " too", user.username().value());
        assertThat(deleted.status()).isEqualTo(303);
        assertThat(administrator.get(path).status()).isEqualTo(404);
        assertThat(find(user.username().value()).groups()).isEmpty();
    }

    @Test
    @Attack(304)
    void keepsTheNameThatTheSecondTypedForAGroup() {
        String name = unique("group ");
        String path = administrator
                .submit(administrator.get("/o/admin/groups/"), "name", name)
                .header("Location");
        Answer form = administrator.get(path);
        Answer question = administrator.get(path + "delete");
        Browser other = members.administrator();
        other.submit(other.get(path), "name", name + " first");

        Answer conflict = administrator.submit(form, "name", name + " second");

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains(name + " first</strong>", "value=\"" + name + " second\"");
        assertThat(administrator.submit(question).status()).isEqualTo(409);
        assertThat(administrator.submit(conflict, "name", name + " second").status())
                .isEqualTo(303);
        assertThat(administrator.get(path).body()).contains("<h1>" + name + " second</h1>");
    }

    @Test
    @Attack(304)
    void keepsTheNameThatWasTypedForADeletedGroup() {
        String path = administrator
                .submit(administrator.get("/o/admin/groups/"), "name", unique("group "))
                .header("Location");
        Answer form = administrator.get(path);
        administrator.submit(administrator.get(path + "delete"));

        Answer gone = administrator.submit(form, "name", "typed for nothing");

        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.body()).contains("It was deleted meanwhile", "typed for nothing");
    }

    @Test
    void refusesNamesThatNoGroupCanHave() {
        String name = group();
        Answer list = administrator.get("/o/admin/groups/");

        assertThat(administrator.submit(list, "name", "").status()).isEqualTo(400);
        assertThat(administrator.submit(list, "name", "a\u202eb").status()).isEqualTo(400);
        assertThat(administrator.submit(list, "name", name).status()).isEqualTo(409);
    }

    // In no order: the clock stands still.
    private String eventsOf(User user, String type) {
        return provider.database()
                .withHandle(handle -> handle.select(
                                "SELECT actor, details FROM oauth_audit_event WHERE user_id = ? AND event_type = ?",
                                user.id(),
                                type)
                        .map((row, context) -> new String(row.getBytes(1), StandardCharsets.UTF_8) + " "
                                + new String(row.getBytes(2), StandardCharsets.UTF_8))
                        .list()
                        .toString());
    }

    private List<String> events(User user) {
        return provider.database()
                .withHandle(
                        handle -> handle.select("SELECT event_type FROM oauth_audit_event WHERE user_id = ?", user.id())
                                .mapTo(String.class)
                                .list());
    }
}
