package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.accounts.UserVerifier;
import dev.latchkey.sample.ApiClient.Answer;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.HeededLog;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class UsersTest {
    private final RunningApi running;
    private final ApiClient api;
    private final UserStore store;

    UsersTest(TestDatabase kind) {
        running = RunningApi.emptyOn(kind);
        api = running.client("read write groups");
        store = new UserStore(running.database(), InstantSource.system());
    }

    @Test
    void createsAUserFromAFormWithAShortPassword() {
        Answer created = api.postForm("/users/", "username=foo&password=bar");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("id").isIntegralNumber()).isTrue();
        assertThat(created.json().path("username").asText()).isEqualTo("foo");
        assertThat(created.header("Location").orElseThrow()).endsWith("/users/" + idOf(created) + "/");
        assertThat(created.text()).doesNotContain("bar").doesNotContain("password");
    }

    @Test
    void createsAUserFromJsonWithEverything() {
        api.postJson("/groups/", "{\"name\":\"editors\"}");

        Answer created = api.postJson(
                "/users",
                "{\"username\":\"Jané\",\"password\":\"\u00e4\ud83d\ude00 \",\"email\":\"j@example.com\","
                        + "\"first_name\":\"Jané\",\"last_name\":\"O'Doe\",\"groups\":[\"editors\"]}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(api.get("/users/" + idOf(created)).json()).isEqualTo(created.json());
        assertThat(created.text())
                .isEqualTo("{\"id\":" + idOf(created) + ",\"username\":\"Jané\",\"email\":\"j@example.com\","
                        + "\"first_name\":\"Jané\",\"last_name\":\"O'Doe\",\"groups\":[\"editors\"]}");
        assertThat(verifier().verify("jané", "\u00e4\ud83d\ude00 ")).isPresent();
    }

    @Test
    void takesSeveralGroupsFromAForm() {
        api.postForm("/groups/", "name=a");
        api.postForm("/groups/", "name=b");

        Answer created = api.postForm("/users/", "username=foo&password=bar&groups=a&groups=b");

        assertThat(created.json().path("groups"))
                .extracting(group -> group.asText())
                .containsExactly("a", "b");
    }

    @Test
    void refusesATakenNameInAnyWriting() {
        api.postForm("/users/", "username=foo&password=bar");

        Answer again = api.postForm("/users/", "username=F%C3%B3O&password=baz");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).isEqualTo("conflict");
        assertThat(again.field("username")).contains("taken");
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        Answer refused = api.postJson(
                "/users/", "{\"username\":\"a b\",\"email\":\"nobody\",\"first_name\":\"" + "x".repeat(151) + "\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.error()).isEqualTo("invalid_request");
        assertThat(refused.json().path("fields").size()).isEqualTo(4);
        assertThat(refused.field("username")).isEqualTo(UserName.RULE);
        assertThat(refused.field("password")).isNotEmpty();
        assertThat(refused.field("email")).isNotEmpty();
        assertThat(refused.field("first_name")).isNotEmpty();
    }

    @Test
    void refusesAnEmptyPasswordAndOneThatIsTheName() {
        assertThat(api.postForm("/users/", "username=foo&password=").field("password"))
                .isNotEmpty();
        assertThat(api.postForm("/users/", "username=foo&password=FOO").field("password"))
                .isNotEmpty();
    }

    @Test
    void refusesAnUnknownGroupByName() {
        Answer refused = api.postForm("/users/", "username=foo&password=bar&groups=nobody");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field("groups")).isNotEmpty();
        assertThat(api.get("/users/").json()).isEmpty();
    }

    @Test
    @Attack(252)
    void takesNoNumberForAString() {
        for (String value : List.of("0", "1.5", "true", "{}", "[\"a\"]")) {
            Answer refused = api.postJson("/users/", "{\"username\":" + value + ",\"password\":\"bar\"}");

            assertThat(refused.status()).as(value).isEqualTo(422);
            assertThat(refused.field("username")).as(value).isNotEmpty();
        }
        assertThat(api.postJson("/users/", "{\"username\":\"a\",\"password\":\"b\",\"groups\":\"c\"}")
                        .field("groups"))
                .isNotEmpty();
        assertThat(api.postJson("/users/", "{\"username\":\"a\",\"password\":\"b\",\"groups\":[1]}")
                        .field("groups"))
                .isNotEmpty();
    }

    @Test
    @Attack(299)
    void refusesAnUnknownFieldByName() {
        Answer json = api.postJson("/users/", "{\"username\":\"foo\",\"password\":\"bar\",\"is_admin\":true}");
        Answer form = api.postForm("/users/", "username=foo&password=bar&administrator=true");

        assertThat(json.status()).isEqualTo(422);
        assertThat(json.field("is_admin")).isNotEmpty();
        assertThat(form.status()).isEqualTo(422);
        assertThat(form.field("administrator")).isNotEmpty();
    }

    @Test
    void refusesAFieldSentTwice() {
        assertThat(api.postForm("/users/", "username=a&username=b&password=c").field("username"))
                .isNotEmpty();
        assertThat(api.postJson("/users/", "{\"username\":\"a\",\"username\":\"b\",\"password\":\"c\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesToWorkWithoutABody() {
        assertThat(api.postJson("/users/", "").field("username")).isNotEmpty();
        assertThat(api.postJson("/users/", "null").field("username")).isNotEmpty();
        assertThat(api.postForm("/users/", "").field("username")).isNotEmpty();
    }

    @Test
    @Attack(251)
    void doesNotKnowIdsThatWereNeverGiven() {
        for (String id : List.of("0", "-1", "999999999", "99999999999999999999", "foo", "1%20OR%201=1")) {
            assertThat(api.get("/users/" + id).status()).as(id).isEqualTo(404);
        }
        Answer unknown = api.delete("/users/999999999/");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.error()).isEqualTo("not_found");
        assertThat(api.send("PUT", "/users/999999999", ApiClient.FORM, "username=a")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void replacesAUserAndKeepsThePassword() {
        long id = create("foo", "bar");
        api.send("PATCH", "/users/" + id, ApiClient.FORM, "email=a@example.com");

        Answer replaced = api.send("PUT", "/users/" + id + "/", ApiClient.JSON, "{\"username\":\"food\"}");

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().path("username").asText()).isEqualTo("food");
        assertThat(replaced.json().path("email").asText()).isEmpty();
        assertThat(verifier().verify("food", "bar")).isPresent();
    }

    @Test
    void changesOnlyWhatIsSent() {
        long id = create("foo", "bar");

        api.send("PATCH", "/users/" + id, ApiClient.FORM, "first_name=Foo");
        Answer changed = api.send("PATCH", "/users/" + id, ApiClient.JSON, "{\"password\":\"other\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("first_name").asText()).isEqualTo("Foo");
        assertThat(verifier().verify("foo", "other")).isPresent();
        assertThat(verifier().verify("foo", "bar")).isEmpty();
    }

    @Test
    void raisesTheVersionSoThatTheProviderNotices() {
        long id = create("foo", "bar");
        long before = store.find(id).orElseThrow().version();

        api.send("PATCH", "/users/" + id, ApiClient.FORM, "first_name=Foo");

        assertThat(store.find(id).orElseThrow().version()).isGreaterThan(before);
    }

    @Test
    void refusesToRenameToATakenName() {
        create("foo", "bar");
        long id = create("other", "bar");

        Answer refused = api.send("PATCH", "/users/" + id, ApiClient.FORM, "username=FOO");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("username")).isNotEmpty();
    }

    @Test
    void deletesByDisabling() {
        long id = create("foo", "bar");

        Answer deleted = api.delete("/users/" + id + "/");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.text()).isEmpty();
        assertThat(api.get("/users/" + id).status()).isEqualTo(404);
        assertThat(api.delete("/users/" + id).status()).isEqualTo(404);
        assertThat(api.get("/users/").json()).isEmpty();
        assertThat(api.postForm("/users/", "username=foo&password=bar").status())
                .isEqualTo(409);
        assertThat(store.find(id).orElseThrow().enabled()).isFalse();
    }

    @Test
    @Attack(299)
    void leavesAdministratorsAlone() {
        long id = createAdministrator();

        for (Answer refused : List.of(
                api.send("PUT", "/users/" + id, ApiClient.FORM, "username=mine"),
                api.send("PATCH", "/users/" + id, ApiClient.FORM, "password=mine-and-of-nobody-else"),
                api.delete("/users/" + id))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.error()).isEqualTo("forbidden");
            assertThat(refused.text()).contains("administrator");
        }
        assertThat(store.find(id).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    @Attack({256, 306})
    void writesALineOfWhoWantedToChangeAnAdministrator() {
        long id = createAdministrator();
        String token = RunningApi.ISSUER
                .token()
                .username("mallory\r\nRefused\u2028")
                .client("app")
                .scope("write")
                .sign();
        HeededLog log = new HeededLog();
        log.listen();
        try {
            running.clientWith(token).delete("/users/" + id + "/?a=%0A");
        } finally {
            log.stop();
        }

        assertThat(log.lines("dev.latchkey.sample"))
                .containsExactly("Refused DELETE /users/" + id + "/ to mallory??Refused? by client app: "
                        + "This user is an administrator, whom only the provider can change.");
    }

    @Test
    void listsPageByPageWithALinkToTheNext() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(create("user" + i, "bar"));
        }

        Answer first = api.get("/users/?limit=2");
        Answer second = api.get(next(first));
        Answer third = api.get(next(second));

        assertThat(first.json().isArray()).isTrue();
        assertThat(idsIn(first)).isEqualTo(ids.subList(0, 2));
        assertThat(idsIn(second)).isEqualTo(ids.subList(2, 4));
        assertThat(idsIn(third)).isEqualTo(ids.subList(4, 5));
        assertThat(third.header("Link")).isEmpty();
    }

    @Test
    @Attack(248)
    void refusesAPageThatIsNoneByItsParameter() {
        for (String limit : List.of("0", "101", "-1", "1000000000", "99999999999999999999", "x", "", "1&limit=2")) {
            Answer refused = api.get("/users/?limit=" + limit);

            assertThat(refused.status()).as(limit).isEqualTo(400);
            assertThat(refused.field("limit")).as(limit).isNotEmpty();
        }
        assertThat(api.get("/users/?after=-1").field("after")).isNotEmpty();
        assertThat(api.get("/users/?after=1;DROP").field("after")).isNotEmpty();
        assertThat(api.get("/users/?limit=1").status()).isEqualTo(200);
        assertThat(api.get("/users/?limit=100&after=999999999999999999").json()).isEmpty();
    }

    @Test
    @Attack(251)
    void takesSqlForText() {
        Answer refused = api.postForm("/users/", "username=x';DROP TABLE account_user;--&password=bar");
        Answer created = api.postForm("/users/", "username=foo&password=bar&last_name=x';DROP TABLE account_user;--");

        assertThat(refused.field("username")).isEqualTo(UserName.RULE);
        assertThat(created.json().path("last_name").asText()).isEqualTo("x';DROP TABLE account_user;--");
    }

    private UserVerifier verifier() {
        return new UserVerifier(store, PasswordHasher.forThisMachine());
    }

    private long createAdministrator() {
        NewUser root = NewUser.of(new UserName("root"), "hash").asAdministrator();
        return ((UserCreation.Created) store.create(root)).user().id();
    }

    private long create(String username, String password) {
        return idOf(api.postForm("/users/", "username=" + username + "&password=" + password));
    }

    private static long idOf(Answer answer) {
        return answer.json().path("id").asLong();
    }

    private static List<Long> idsIn(Answer answer) {
        List<Long> ids = new ArrayList<>();
        answer.json().forEach(user -> ids.add(user.path("id").asLong()));
        return ids;
    }

    private static String next(Answer answer) {
        String link = answer.header("Link").orElseThrow();
        assertThat(link).matches("</users/\\?limit=2&after=[0-9]+>; rel=\"next\"");
        return link.substring(1, link.indexOf('>'));
    }
}
