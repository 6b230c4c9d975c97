package dev.latchkey.provider;

import static dev.latchkey.provider.Members.text;
import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.purge.Purge;
import dev.latchkey.provider.store.JdbiExpiredRows;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE K: what the owner of an application does with it. */
@OnEachDatabase
final class OwnApplicationContractTest {
    private static final String CALLBACK = "https://app.example/cb";
    private static final String[] FOR_ITSELF = {"grant_type", "client_credentials"};

    private final RunningProvider provider;
    private final TestDatabase database;
    private final Http http;
    private final Members members;
    private final Browser browser;

    OwnApplicationContractTest(TestDatabase database) {
        this.database = database;
        provider = RunningProvider.on(database);
        http = provider.http();
        members = new Members(provider);
        browser = members.member();
    }

    @Test
    @Contract(116)
    @Attack(301)
    void isNotThereForAnybodyElse() {
        TestClient mine = Members.application(browser, "machine", "");
        TestClient operators = provider.registrations().confidential();
        Browser stranger = members.member();
        String csrf = Browser.hidden(stranger.get("/o/applications/register/?kind=machine"))
                .getOrDefault("csrf", "");

        for (String id : List.of(mine.id(), operators.id(), "c1")) {
            for (String below : List.of("", "update/", "delete/", "secrets/0123456789abcdef/delete/")) {
                Answer answer = stranger.get(path(id) + below);
                assertThat(answer.status()).as(below).isEqualTo(404);
                assertThat(answer.body()).contains("There is nothing here").doesNotContain("Of a member");
            }
            for (String below : List.of("update/", "delete/", "secrets/", "secrets/0123456789abcdef/delete/")) {
                Answer answer = stranger.post(path(id) + below, "csrf", csrf, "version", "1", "name", "Taken");
                assertThat(answer.status()).as(below).isEqualTo(404);
            }
        }

        assertThat(stranger.get("/o/applications/").body()).doesNotContain(mine.id());
        assertThat(http.token(mine, FOR_ITSELF).status()).isEqualTo(200);
    }

    @Test
    @Contract(116)
    void changesNameAndRedirectUris() {
        TestClient client = Members.application(browser, "web", CALLBACK);
        Answer form = browser.get(path(client.id()) + "update/");
        assertThat(form.body()).contains("value=\"Of a member\"", CALLBACK + "</textarea>");
        assertThat(authorize(client, "https://new.example/cb").status()).isEqualTo(400);

        Answer wrong = browser.submit(form, "name", "Renamed", "redirect_uris", "ftp://new.example");
        assertThat(wrong.status()).isEqualTo(400);
        Answer saved = browser.submit(wrong, "name", "Renamed", "redirect_uris", "https://new.example/cb");

        assertThat(saved.status()).isEqualTo(303);
        assertThat(browser.follow(saved).body())
                .contains("Your changes are saved.", "Renamed", "https://new.example/cb")
                .doesNotContain(CALLBACK);
        assertThat(authorize(client, "https://new.example/cb").status()).isEqualTo(302);
        assertThat(authorize(client, CALLBACK).status()).isEqualTo(400);
    }

    @Test
    @Attack(304)
    void tellsTheSecondOfTwoEditorsAndLosesNothing() {
        TestClient client = Members.application(browser, "web", CALLBACK);
        Answer first = browser.get(path(client.id()) + "update/");
        Answer second = browser.get(path(client.id()) + "update/");
        assertThat(browser.submit(first, "name", "First", "redirect_uris", CALLBACK)
                        .status())
                .isEqualTo(303);

        Answer conflict = browser.submit(second, "name", "Second", "redirect_uris", "https://second.example/");

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body())
                .contains("Somebody changed this", "<dd>First</dd>", ">" + CALLBACK + "</bdi></dd>")
                .contains("value=\"Second\"", "https://second.example/</textarea>");
        assertThat(browser.get(path(client.id())).body()).contains("<h1>First</h1>");
        assertThat(browser.submit(conflict, "name", "Second", "redirect_uris", CALLBACK)
                        .status())
                .isEqualTo(303);
        assertThat(browser.get(path(client.id())).body()).contains("<h1>Second</h1>");
    }

    @Test
    @Attack(304)
    void keepsWhatWasTypedAboutADeletedApplication() {
        TestClient client = Members.application(browser, "web", CALLBACK);
        Answer form = browser.get(path(client.id()) + "update/");
        browser.submit(browser.get(path(client.id()) + "delete/"));

        Answer gone = browser.submit(form, "name", "Typed", "redirect_uris", "https://typed.example/cb");

        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body()).contains("It was deleted meanwhile", ">Typed<", "https://typed.example/cb");
    }

    @Test
    @Contract({17, 116})
    @Attack({141, 198})
    void endsAllTokensOfADeletedApplicationAtOnce() {
        TestClient client = Members.application(browser, "machine", "");
        Browser administrator = members.administrator();
        TestClient legacy = Members.application(administrator, "legacy", "");
        Answer own = http.token(client, FOR_ITSELF);
        Answer grant = logIn(legacy);
        StatusListReader lists = new StatusListReader(http);
        assertThat(lists.isRevoked(own)).isFalse();

        Answer question = browser.get(path(client.id()) + "delete/");
        assertThat(question.body()).contains("Delete Of a member?", "This cannot be undone.");
        assertThat(http.token(client, FOR_ITSELF).status()).isEqualTo(200);
        Answer done = browser.submit(question);
        administrator.submit(administrator.get(path(legacy.id()) + "delete/"));

        assertThat(done.status()).isEqualTo(303);
        assertThat(browser.follow(done).body())
                .contains("The application is deleted.")
                .doesNotContain(client.id());
        assertThat(lists.isRevoked(own)).isTrue();
        assertThat(lists.isRevoked(grant)).isTrue();
        assertError(http.token(client, FOR_ITSELF), 401, "invalid_client");
        assertThat(browser.get(path(client.id())).status()).isEqualTo(404);
        Http beside = RunningProvider.beside(database).http();
        Eventually.holds(() -> beside.token(client, FOR_ITSELF).status() == 401);
        Eventually.holds(() -> new StatusListReader(beside).isRevoked(own));
    }

    @Test
    @Contract(121)
    void forgetsADeletedApplicationInTheEnd() {
        TestClient client = Members.application(browser, "machine", "");
        browser.submit(browser.get(path(client.id()) + "delete/"));
        assertThat(provider.registrations().clients().find(new ClientId(client.id())))
                .isPresent();

        new Purge(
                        JdbiExpiredRows.all(provider.database()),
                        () -> provider.clock().instant().plus(Duration.ofDays(401)))
                .run();

        assertThat(provider.registrations().clients().find(new ClientId(client.id())))
                .isEmpty();
    }

    @Test
    @Contract(116)
    void replacesASecretWithoutABreak() {
        TestClient client = Members.application(browser, "machine", "");
        Answer page = browser.get(path(client.id()));

        Answer rotated = browser.submitForm(page, path(client.id()) + "secrets/", "version");
        Answer again = browser.submitForm(page, path(client.id()) + "secrets/", "version");

        assertThat(rotated.status()).isEqualTo(201);
        assertThat(rotated.header("Cache-Control")).isEqualTo("no-store");
        assertThat(rotated.body()).contains("Older secrets work for another 24 hours");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("Somebody changed this application");
        TestClient renewed = new TestClient(client.id(), text(rotated, "client_secret"));
        assertThat(http.token(client, FOR_ITSELF).status()).isEqualTo(200);
        assertThat(http.token(renewed, FOR_ITSELF).status()).isEqualTo(200);
        assertThat(browser.get(path(client.id())).body()).doesNotContain(renewed.secret(), client.secret());
        provider.clock().advance(Duration.ofHours(24));
        assertError(http.token(client, FOR_ITSELF), 401, "invalid_client");
        assertThat(http.token(renewed, FOR_ITSELF).status()).isEqualTo(200);
    }

    @Test
    @Contract(116)
    void deletesASecretButNotTheLast() {
        TestClient client = Members.application(browser, "machine", "");
        Answer rotated = browser.submitForm(browser.get(path(client.id())), path(client.id()) + "secrets/", "version");
        TestClient renewed = new TestClient(client.id(), text(rotated, "client_secret"));
        List<String> deletions = deletions(client);
        assertThat(deletions).hasSize(2);

        Answer older = browser.get(deletions.get(1));
        Answer newer = browser.get(deletions.get(0));
        Answer done = browser.submit(older);
        Answer last = browser.submit(newer);

        assertThat(older.body()).contains("Delete a secret of Of a member?");
        assertThat(done.status()).isEqualTo(303);
        assertError(http.token(client, FOR_ITSELF), 401, "invalid_client");
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.body()).contains("This is the only secret.");
        assertThat(http.token(renewed, FOR_ITSELF).status()).isEqualTo(200);
        assertThat(browser.get(deletions.get(1)).status()).isEqualTo(404);
    }

    @Test
    @Contract(116)
    void keepsTheOnlySecretThatDoesNotEndByItself() {
        TestClient client = Members.application(browser, "machine", "");
        TestClient leaked = new TestClient(client.id(), text(rotate(client), "client_secret"));

        Answer refused = browser.submit(browser.get(deletions(client).get(0)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("The other secrets end by themselves");
        assertThat(http.token(leaked, FOR_ITSELF).status()).isEqualTo(200);
        TestClient renewed = new TestClient(client.id(), text(rotate(client), "client_secret"));
        assertThat(browser.submit(browser.get(deletions(client).get(1))).status())
                .isEqualTo(303);
        assertError(http.token(leaked, FOR_ITSELF), 401, "invalid_client");
        provider.clock().advance(Duration.ofHours(24));
        assertThat(http.token(renewed, FOR_ITSELF).status()).isEqualTo(200);
    }

    // The newest secret's first.
    private List<String> deletions(TestClient client) {
        return Members.links(browser.get(path(client.id()))).stream()
                .filter(link -> link.contains("/secrets/"))
                .toList();
    }

    @Test
    void boundsTheSecretsOfAnApplication() {
        TestClient client = Members.application(browser, "machine", "");
        for (int i = 0; i < 4; i++) {
            assertThat(rotate(client).status()).isEqualTo(201);
        }

        Answer sixth = rotate(client);

        assertThat(sixth.status()).isEqualTo(409);
        assertThat(sixth.body()).contains("There are as many secrets as there may be.");
        TestClient page = new TestClient(
                browser.follow(Members.register(browser, "spa", "Page", CALLBACK))
                        .body(),
                "");
        assertThat(page.id()).doesNotContain("Make a new secret");
    }

    private Answer rotate(TestClient client) {
        return browser.submitForm(browser.get(path(client.id())), path(client.id()) + "secrets/", "version");
    }

    @Test
    @Attack(67)
    void doesNothingWithoutAFormOfOurs() {
        TestClient client = Members.application(browser, "machine", "");

        for (String below : List.of("update/", "delete/", "secrets/", "secrets/0123456789abcdef/delete/")) {
            assertThat(browser.post(path(client.id()) + below, "name", "Forged", "version", "1")
                            .status())
                    .isEqualTo(403);
        }

        assertThat(browser.get(path(client.id())).body()).contains("<h1>Of a member</h1>");
    }

    @Test
    @Contract(116)
    void printsACurlThatAMachineCanRunAsItStands() throws IOException, InterruptedException {
        Answer created = Members.register(browser, "machine", "Machine", "");

        assertThat(run(text(created, "curl"))).contains("\"access_token\"", "\"scope\":\"read write\"");
    }

    @Test
    @Contract(116)
    void printsACurlThatFetchesWhatTheBrowserCameBackWith() throws IOException, InterruptedException {
        Answer web = Members.register(browser, "web", "Web", "https://app.example/it's?a=$(id)&b=%20");
        Answer spa = browser.follow(Members.register(browser, "spa", "Page", CALLBACK));
        Browser person = members.member();

        for (Answer page : List.of(web, spa)) {
            String authorize = Members.links(page).stream()
                    .filter(link -> link.contains("/authorize/"))
                    .findFirst()
                    .orElseThrow();
            Answer allowed = Flow.allow(person, person.get(authorize.substring("http://localhost:8000".length())));
            String code = Browser.parameters(allowed.header("Location")).getOrDefault("code", "");

            assertThat(run(text(page, "curl").replace("CODE", code))).contains("\"refresh_token\"");
        }
    }

    @Test
    void printsTheSameForFourLanguages() {
        Answer page = Members.register(browser, "machine", "Machine", "");
        String body = "client_id=" + text(page, "client_id") + "&client_secret=" + text(page, "client_secret")
                + "&grant_type=client_credentials";

        for (String language : List.of("java", "javascript", "python", "go")) {
            assertThat(text(page, language)).contains("http://localhost:8000/o/token/", body);
        }
        assertThat(http.post("/o/token/", Map.of(), body).status()).isEqualTo(200);
    }

    @Test
    @Attack(306)
    void isAudited() {
        TestClient client = Members.application(browser, "machine", "");
        rotate(client);
        browser.submit(browser.get(path(client.id()) + "update/"), "name", "Renamed");
        browser.submit(browser.get(path(client.id()) + "delete/"));

        List<String> events = provider.database()
                .withHandle(handle -> handle.createQuery(
                                "SELECT event_type FROM oauth_audit_event WHERE client_id = :id ORDER BY id")
                        .bind("id", client.id().getBytes(StandardCharsets.US_ASCII))
                        .mapTo(String.class)
                        .list());
        assertThat(events)
                .containsExactlyInAnyOrder(
                        "client.created", "client.secret_rotated", "client.changed", "client.deleted");
    }

    @Test
    @Attack(306)
    void auditsWhichRedirectUrisCameAndWent() {
        String path = "a".repeat(150);
        String kept = "https://kept.example/" + path;
        TestClient client = Members.application(browser, "web", kept + "\r\nhttps://old.example/" + path);

        browser.submit(
                browser.get(path(client.id()) + "update/"),
                "name",
                "Renamed",
                "redirect_uris",
                kept + "\r\nhttps://new.example/" + path);

        List<String> details = provider.database()
                .withHandle(handle -> handle.createQuery(
                                "SELECT details FROM oauth_audit_event WHERE client_id = :id AND event_type = :type")
                        .bind("id", client.id().getBytes(StandardCharsets.US_ASCII))
                        .bind("type", "client.changed")
                        .map((row, context) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                        .list());
        assertThat(details)
                .containsExactlyInAnyOrder(
                        "fields=\"name,redirect_uris\" before=\"Of a member\" after=Renamed",
                        "field=redirect_uris removed=https://old.example/" + path,
                        "field=redirect_uris added=https://new.example/" + path);
    }

    private String run(String command) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        command.replace(
                                "http://localhost:8000", provider.uri("").toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return out;
    }

    private Answer authorize(TestClient client, String redirectUri) {
        return new Browser(provider).get(Flow.request(client, "redirect_uri", redirectUri));
    }

    private Answer logIn(TestClient client) {
        return http.token(
                client,
                "grant_type",
                "password",
                "username",
                provider.registrations().user(),
                "password",
                Registrations.PASSWORD);
    }

    private static String path(String id) {
        return "/o/applications/" + id + "/";
    }
}
