package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.Group;
import dev.latchkey.accounts.GroupName;
import dev.latchkey.accounts.GroupOutcome;
import dev.latchkey.accounts.GroupStore;
import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.UserName;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditRecord;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.store.JdbiAuditStore;
import dev.latchkey.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ISSUE 5, point 6, with the longest names that there can be: a page says fewer of them, and weighs 10,240 bytes at most. */
final class LongNameWeightTest {
    private static final int LONGEST = 150;
    private static final int MANY = 16;

    private final RunningProvider provider = RunningProvider.on(TestDatabase.H2);
    private final PageWeight weights = new PageWeight(provider);
    private final Members members = new Members(provider);
    private final GroupStore groups = new GroupStore(provider.database(), provider.clock());
    private final Browser administrator = members.administrator();
    private final String unique = provider.registrations().user();

    private String name(String letter, int number) {
        String end = unique + number;
        return letter.repeat(LONGEST - end.length()) + end;
    }

    @ParameterizedTest
    @ValueSource(strings = {"鉄", "&", "e"})
    void keepsGroupsLight(String letter) {
        List<Group> made =
                IntStream.range(0, MANY).mapToObj(i -> group(name(letter, i))).toList();

        everywhere("/o/admin/groups/?after=" + (made.get(0).id() - 1), "<li>", 2);
    }

    private Group group(String name) {
        return ((GroupOutcome.Done) groups.create(new GroupName(name))).group();
    }

    @ParameterizedTest
    @ValueSource(strings = {"鉄", "&", "e"})
    void keepsAGroupAndItsMembersLight(String letter) {
        Group group = group(name(letter, 99));
        IntStream.range(0, MANY).forEach(i -> user(name("海", i), List.of(group.name())));
        String page = "/o/admin/groups/" + group.id() + "/";
        Answer stale = administrator.get(page);
        String now = name("e", 98);
        administrator.submit(stale, "name", now);

        everywhere(page, "<li>", 1);
        for (String language : PageWeight.LANGUAGES) {
            administrator.speak(language);
            weights.assertLight(administrator.submit(stale, "name", name(letter, 97)), 409, "conflict in " + language);
        }
    }

    private void user(String name, List<String> in) {
        provider.registrations()
                .users()
                .create(new NewUser(
                        new UserName(name),
                        Registrations.hashed(),
                        "a".repeat(242) + "@example.com",
                        "山".repeat(LONGEST),
                        "山".repeat(LONGEST),
                        false,
                        in));
    }

    @Test
    void keepsAUserAndTheirGrantsLight() {
        List<String> users = IntStream.range(0, 8).mapToObj(i -> name("海", i)).toList();
        List<String> in = List.of(name("鉄", 21), name("海", 22), "山".repeat(60) + unique);
        in.forEach(this::group);
        users.forEach(name -> user(name, in));
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        users.forEach(name -> grant(client, name));
        IntStream.range(0, 5).forEach(i -> grant(client, users.get(0)));
        Browser owner = members.browser(users.get(0));
        IntStream.range(0, 5).forEach(i -> Members.register(owner, "spa", "岸".repeat(99) + i, Flow.CALLBACK));
        String encoded = URLEncoder.encode(users.get(0), StandardCharsets.UTF_8);
        long id = provider.registrations().userId(users.get(0));
        String page = "/o/admin/users/" + id + "/";

        everywhere("/o/admin/grants/?client=" + client.id(), "grants/revoke?", 1);
        everywhere("/o/admin/grants/?user=" + encoded, "grants/revoke?", 1);
        everywhere(page, "grants/revoke?", 1);
        assertThat(Members.links(administrator.get(page))).contains("/o/admin/grants/?of=" + id);
        assertThat(administrator.get("/o/admin/grants/?of=" + id).body())
                .contains("value=\"" + users.get(0), "revoke?");
        everywhere(page + "edit", "<textarea", 1);
    }

    @Test
    void keepsAUserWithManyOfEachLight() {
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        for (int letters : new int[] {1, 20, 60, 90}) {
            String user = "海".repeat(letters) + unique + letters;
            user(user, List.of());
            IntStream.range(0, 6).forEach(i -> grant(client, user));
            Browser owner = members.browser(user);
            IntStream.range(0, 5).forEach(i -> members.browser(user));
            IntStream.range(0, 5).forEach(i -> Members.register(owner, "spa", "川".repeat(letters) + i, Flow.CALLBACK));

            everywhere("/o/admin/users/" + provider.registrations().userId(user) + "/", "grants/revoke?", 1);
        }
        everywhere("/o/admin/applications/?name=%E5%B7%9D", "<code>", 5);
    }

    private void grant(TestClient client, String user) {
        Answer answer = provider.http()
                .token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void keepsTheAuditLogLight() {
        JdbiAuditStore store = new JdbiAuditStore(provider.database());
        RowIds ids = new RowIds(provider.clock(), new SecureRandom());
        AuditEvent event = AuditEvent.of(EventType.GROUP_RENAMED, new Actor("user:" + unique))
                .with("name_before", name("鉄", 1))
                .with("name_after", name("&", 2));
        IntStream.range(0, MANY)
                .mapToObj(i -> new AuditRecord(
                        ids.next(), provider.clock().instant(), event, "2001:db8::7334", "d0474d84ab87ca13297b"))
                .forEach(record -> store.keep(record, provider.clock().instant().plus(Duration.ofDays(1))));

        everywhere("/o/admin/audit/?actor=user:" + unique, "<th scope=\"row\">", 2);
    }

    @Test
    void takesAnEmailAddressOfAsManyBytesAsMailDoes() {
        String page = "/o/admin/users/" + provider.registrations().userId(unique) + "/edit";

        Answer refused = administrator.submit(administrator.get(page), "email", "鉄".repeat(84) + "@ab");
        Answer taken = administrator.submit(administrator.get(page), "email", "鉄".repeat(84) + "@a");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("at most 254 bytes");
        assertThat(taken.status()).isEqualTo(303);
    }

    private void everywhere(String path, String row, int rows) {
        for (String language : PageWeight.LANGUAGES) {
            administrator.speak(language);
            Answer page = administrator.get(path);
            assertThat(page.body().split(row, -1).length - 1)
                    .as("rows of " + path)
                    .isGreaterThanOrEqualTo(rows);
            weights.assertLight(page, 200, path + " in " + language);
        }
    }
}
