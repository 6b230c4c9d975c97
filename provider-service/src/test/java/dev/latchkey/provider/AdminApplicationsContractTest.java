package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What administrators do with applications, grants and tokens. */
@OnEachDatabase
final class AdminApplicationsContractTest {
    private static final String[] FOR_ITSELF = {"grant_type", "client_credentials"};

    private final RunningProvider provider;
    private final Http http;
    private final Members members;
    private final Browser administrator;

    AdminApplicationsContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        members = new Members(provider);
        administrator = members.administrator();
    }

    private static String show(String id) {
        return "/o/admin/application/?id=" + id;
    }

    private Answer page(String act, TestClient client) {
        return administrator.get("/o/admin/application/" + act + "?id=" + client.id());
    }

    private Answer act(String act, TestClient client) {
        return administrator.submit(page(act, client));
    }

    private Client find(TestClient client) {
        return provider.registrations()
                .clients()
                .find(new ClientId(client.id()))
                .orElseThrow();
    }

    private TestClient opaque() {
        return provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(
                                ScopeSet.of("read"), ScopeSet.of("read"), CLIENT_CREDENTIALS, PASSWORD, REFRESH_TOKEN),
                        ClientTokens.of(TokenFormat.OPAQUE));
    }

    @Test
    @Contract(119)
    void findsApplicationsByNameAndById() {
        Browser member = members.member();
        TestClient own = Members.application(member, "machine", "");
        TestClient other = provider.registrations().confidential(CLIENT_CREDENTIALS);

        Answer byName = administrator.get("/o/admin/applications/?name=of%20a%20MEM");
        Answer byId =
                administrator.get("/o/admin/applications/?id=" + other.id().substring(0, 12));

        assertThat(byName.body()).contains("Of a member").doesNotContain(other.id());
        assertThat(byId.body()).contains(other.id()).doesNotContain(own.id());
        assertThat(administrator.get("/o/admin/applications/?id=nobody").body()).contains("There is nothing here.");
    }

    @Test
    void pagesThroughApplicationsById() {
        for (int i = 0; i < 21; i++) {
            provider.registrations().confidential(CLIENT_CREDENTIALS);
        }

        Answer first = administrator.get("/o/admin/applications/");
        String next = Members.links(first).stream()
                .filter(link -> link.contains("after="))
                .findFirst()
                .orElseThrow();

        assertThat(administrator.get(next).status()).isEqualTo(200);
        assertThat(ids(administrator.get(next))).isNotEmpty().doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void pagesThroughApplicationsOfOneName() {
        for (int i = 0; i < 21; i++) {
            provider.registrations().confidential(CLIENT_CREDENTIALS);
        }

        Answer first = administrator.get("/o/admin/applications/?name=TEST%20client");
        String next = Members.links(first).stream()
                .filter(link -> link.contains("after="))
                .findFirst()
                .orElseThrow();

        assertThat(ids(administrator.get(next))).isNotEmpty().doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void refusesAPageAfterWhatIsNotThere() {
        for (String path : List.of("applications/?", "applications/?name=test&", "users/?name=a&")) {
            Answer answer = administrator.get("/o/admin/" + path + "after=zzz");

            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.body()).contains("Start from its first page.");
        }
    }

    private static List<String> ids(Answer list) {
        return Members.links(list).stream()
                .filter(link -> link.contains("/application/?id="))
                .toList();
    }

    @Test
    @Attack(259)
    void showsAnApplicationOfAnybodyWithoutItsSecret() {
        TestClient own = Members.application(members.member(), "web", "https://app.example/cb");

        Answer page = administrator.get(show(own.id()));

        assertThat(page.body())
                .contains(own.id(), "https://app.example/cb", "client_secret_basic")
                .doesNotContain(own.secret());
    }

    @Test
    void refusesAResourceToIntrospectForThatThereIsNot() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);

        Answer refused = administrator.submit(page("access", client), "introspects_for", "zz");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("There is no resource");
        assertThat(find(client).permissions().introspectsFor()).isEmpty();
    }

    @Test
    @Contract(119)
    void changesWhatOnlyAdministratorsMay() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);

        Answer saved = administrator.submit(
                page("edit", client),
                "name",
                "Renamed",
                "redirect_uris",
                "https://app.example/cb",
                "token_format",
                "OPAQUE",
                "grant_password",
                "on",
                "grant_authorization_code",
                "on",
                "trusted",
                "on");

        administrator.submit(
                page("access", client),
                "scopes",
                "read write",
                "default_scopes",
                "read",
                "introspects_for",
                "https://music.example/api",
                "origins",
                "https://app.example");

        Client after = find(client);
        assertThat(saved.status()).isEqualTo(303);
        assertThat(administrator.follow(saved).body()).contains("Your changes are saved.", "Renamed");
        assertThat(after.name()).isEqualTo("Renamed");
        assertThat(after.permissions().grantTypes())
                .extracting(grant -> grant.value())
                .containsExactlyInAnyOrder("password", "authorization_code");
        assertThat(after.permissions().introspectsFor()).containsExactly("https://music.example/api");
        assertThat(after.permissions().defaultScopes()).isEqualTo(ScopeSet.of("read"));
        assertThat(after.policy().origins()).containsExactly("https://app.example");
        assertThat(after.policy().trusted()).isTrue();
        assertThat(after.policy().pkceRequired()).isFalse();
        assertThat(after.tokens().format()).isEqualTo(TokenFormat.OPAQUE);
        assertThat(http.token(client, FOR_ITSELF).text("error")).isEqualTo("unauthorized_client");
        assertThat(eventsOf(client)).contains("client.changed", "name", "trusted");
        assertThat(administrator.get("/o/admin/applications/?name=renam").body())
                .contains(client.id());
    }

    @Test
    void saysWhatIsWrongWithTheFormAndKeepsWhatWasTyped() {
        TestClient client = provider.registrations().publicClient(PASSWORD);
        Answer form = page("edit", client);

        Answer uri = administrator.submit(
                form, "name", "Kept", "redirect_uris", "http://evil.example/", "token_format", "JWT", "pkce", "on");
        Answer scopes = administrator.submit(page("access", client), "default_scopes", "read", "scopes", "Kept");
        Answer pkce = administrator.submit(form, "name", "Kept", "token_format", "JWT");
        Answer format = administrator.submit(form, "name", "Kept", "token_format", "SAML", "pkce", "on");

        for (Answer answer : List.of(uri, scopes, pkce, format)) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("value=\"Kept\"", "Some of this is not right yet");
        }
        assertThat(uri.body()).contains("aria-invalid", "http://evil.example/");
        assertThat(find(client).name()).isEqualTo("Test client");
    }

    @Test
    @Contract(46)
    @Attack(72)
    void refusesToTrustWhatOthersCanPretendToBe() {
        TestClient client = provider.registrations().publicClient(PASSWORD);
        String[] fields = {"name", "Trusted", "token_format", "JWT", "pkce", "on", "trusted", "on", "redirect_uris"};

        for (String uri : List.of("http://127.0.0.1/cb", "com.example.app:/cb")) {
            Answer refused = administrator.submit(page("edit", client), and(fields, uri));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(error(refused, "policy")).contains("cannot be trusted");
        }
        assertThat(find(client).policy().trusted()).isFalse();
        assertThat(administrator
                        .submit(page("edit", client), and(fields, "https://app.example/cb"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void refusesAScopeThatIsNotConfiguredAndKeepsOneThatWas() {
        TestClient client = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(
                                ScopeSet.of("read", "retired"), ScopeSet.of("read"), CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.JWT));

        Answer refused = administrator.submit(page("access", client), "scopes", "read retired nope");
        Answer saved = administrator.submit(page("access", client), "scopes", "retired read introspection");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(error(refused, "scopes")).contains("Not configured here: nope.");
        assertThat(saved.status()).isEqualTo(303);
        assertThat(find(client).permissions().scopes()).isEqualTo(ScopeSet.of("retired", "read", "introspection"));
    }

    private static String[] and(String[] fields, String last) {
        String[] all = Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = last;
        return all;
    }

    // What the page says is wrong with a field.
    private static String error(Answer page, String field) {
        return page.body().replaceAll("(?s).*<div id=\"" + field + "-error\">(.*?)</div>.*", "$1");
    }

    @Test
    void saysInTheReadersLanguageWhatKindOfClientItIs() {
        String secretive = "/o/admin/application/?id="
                + provider.registrations().confidential(PASSWORD).id();
        String open = "/o/admin/application/?id="
                + provider.registrations().publicClient(PASSWORD).id();

        assertThat(administrator.get(secretive).body()).contains("confidential: has a secret or a key");
        administrator.post("/o/language/", "here", "/admin/", "language", "de");

        assertThat(administrator.get(secretive).body())
                .contains("vertraulich: ")
                .doesNotContain(">confidential");
        assertThat(administrator.get(open).body()).contains("öffentlich: ").doesNotContain(">public");
    }

    @Test
    void saysAllThatIsWrongAtItsField() {
        TestClient client = provider.registrations().publicClient(PASSWORD);

        Answer refused = administrator.submit(
                page("edit", client),
                "name",
                " ",
                "redirect_uris",
                "https://app.example/cb\r\nhttp://evil.example/\r\nnowhere",
                "token_format",
                "SAML",
                "grant_client_credentials",
                "on");
        Answer access = administrator.submit(
                page("access", client),
                "scopes",
                "read",
                "default_scopes",
                "write",
                "origins",
                "https://app.example/path",
                "introspects_for",
                "https://music.example/api");
        Answer missing = administrator.submit(
                page("edit", client),
                "name",
                "Kept",
                "token_format",
                "JWT",
                "pkce",
                "on",
                "grant_authorization_code",
                "on");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(error(refused, "name")).contains("Give it a name.");
        assertThat(error(refused, "redirect_uris")).contains("Line 2: Plain http", "Line 3: ");
        assertThat(error(access, "default_scopes")).contains("Not among its scopes above: write.");
        assertThat(error(access, "origins")).contains("No web origin: https://app.example/path.");
        assertThat(error(access, "introspects_for")).contains("without a secret cannot introspect");
        assertThat(error(refused, "token_format"))
                .contains("This cannot be read")
                .doesNotContain("latchkey");
        assertThat(error(refused, "grants")).contains("cannot use client credentials");
        assertThat(error(refused, "policy")).contains("always uses PKCE");
        assertThat(error(missing, "redirect_uris")).contains("Enter at least one.");
        assertThat(missing.body())
                .contains("aria-describedby=\"redirect_uris-error ")
                .doesNotContain("name-error");
    }

    @Test
    @Attack(304)
    void keepsWhatTheSecondOfTwoAdministratorsTyped() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        Answer form = page("edit", client);
        Answer question = page("disable", client);
        String[] fields = {"token_format", "JWT", "grant_client_credentials", "on", "pkce", "on", "rotation", "on"};
        String[] first = with(fields, "First");
        String[] second = with(fields, "Second");
        administrator.submit(page("edit", client), first);

        Answer conflict = administrator.submit(form, second);

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body()).contains("Now: <bdi>First</bdi>", "value=\"Second\"");
        assertThat(find(client).name()).isEqualTo("First");
        assertThat(administrator.submit(question).status()).isEqualTo(409);
        assertThat(administrator.submit(conflict, second).status()).isEqualTo(303);
        assertThat(find(client).name()).isEqualTo("Second");
    }

    @Test
    @Attack(304)
    void saysWhenTheOtherFormWasStoredMeanwhileAndThisOneIsAsItWas() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        Answer form = page("access", client);
        administrator.submit(page("edit", client), "name", "Other", "token_format", "JWT", "pkce", "on");

        Answer same = administrator.submit(form, "scopes", "read write groups", "default_scopes", "read write groups");
        Answer conflict = administrator.submit(form, "scopes", "read");

        assertThat(same.status()).isEqualTo(409);
        assertThat(same.body()).contains("there is nothing left to save").contains("<input id=\"scopes\"");
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.body())
                .contains("Now: <bdi>read write groups</bdi>")
                .doesNotContain("Now: <bdi>Other");
        assertThat(administrator.submit(conflict, "scopes", "read").status()).isEqualTo(303);
        assertThat(find(client).name()).isEqualTo("Other");
        assertThat(find(client).permissions().scopes()).isEqualTo(ScopeSet.of("read"));
    }

    @Test
    @Attack(304)
    void keepsWhatWasTypedAboutADeletedApplication() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        Answer form = page("edit", client);
        act("delete", client);

        Answer gone = administrator.submit(
                form, "name", "Typed <for> nothing", "redirect_uris", "https://typed.example/", "pkce", "on");

        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.body())
                .contains("It was deleted meanwhile", "Typed &lt;for&gt; nothing", "https://typed.example/")
                .contains("PKCE is demanded");
    }

    private static String[] with(String[] fields, String name) {
        String[] all = Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = "name";
        all[fields.length + 1] = name;
        return all;
    }

    @Test
    @Contract(119)
    void disablesEnablesAndDeletes() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        assertThat(http.token(client, FOR_ITSELF).status()).isEqualTo(200);

        Answer disabled = administrator.follow(act("disable", client));
        assertThat(disabled.body()).contains("The application is disabled.");
        assertThat(http.token(client, FOR_ITSELF).status()).isEqualTo(401);
        act("enable", client);
        assertThat(http.token(client, FOR_ITSELF).status()).isEqualTo(200);
        act("delete", client);

        assertThat(http.token(client, FOR_ITSELF).status()).isEqualTo(401);
        assertThat(administrator.get(show(client.id())).status()).isEqualTo(404);
        assertThat(eventsOf(client)).contains("client.deleted");
    }

    @Test
    @Contract(119)
    void listsGrantsByUserAndByApplicationAndEndsOne() {
        TestClient client = opaque();
        String user = provider.registrations().user();
        Answer tokens = logIn(client, user);
        Answer list = administrator.get("/o/admin/grants/?user=" + user.toUpperCase(Locale.ROOT));

        assertThat(list.body()).contains(client.id()).doesNotContain(tokens.text("access_token"));
        assertThat(administrator.get("/o/admin/grants/?client=" + client.id()).body())
                .contains(user);
        assertThat(administrator
                        .get("/o/admin/grants/?user=" + user + "&client=" + client.id())
                        .body())
                .contains(client.id());
        String revoke = link(list, "/grants/revoke?id=");

        Answer revoked = administrator.submit(administrator.get(revoke));

        assertThat(revoked.status()).isEqualTo(303);
        assertThat(active(client, tokens)).isFalse();
        assertThat(administrator.get("/o/admin/grants/?user=" + user).body()).doesNotContain(client.id());
        assertThat(administrator.get(revoke).status()).isEqualTo(404);
    }

    @Test
    void saysThatThereIsNoSuchApplicationToHaveGrants() {
        Answer answer = administrator.get("/o/admin/grants/?client=nosuch");

        assertThat(answer.body())
                .contains("There is no application with this client ID.", "value=\"nosuch\"")
                .doesNotContain("There is nothing here", "/o/admin/application/?id=nosuch");
    }

    private static String link(Answer page, String part) {
        return Members.links(page).stream()
                .filter(link -> link.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private Answer logIn(TestClient client, String user) {
        return http.token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    private boolean active(TestClient client, Answer tokens) {
        Answer answer = http.post(
                "/o/introspect/",
                Http.basic(client.id(), client.secret()),
                Http.encode("token", tokens.text("access_token")));
        return answer.json().path("active").asBoolean();
    }

    @Test
    @Contract(119)
    void neverFindsATokenByItsValue() {
        TestClient client = opaque();
        String token = http.token(client, FOR_ITSELF).text("access_token");

        for (String field : List.of("user", "client")) {
            Answer answer = administrator.get("/o/admin/grants/?" + field + "=" + token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("/grants/revoke");
        }
        assertThat(administrator.get("/o/admin/grants/revoke-token?id=" + token).status())
                .isEqualTo(404);
    }

    @Test
    @Contract(119)
    void endsAnOpaqueTokenOfAnApplication() {
        TestClient client = opaque();
        Answer token = http.token(client, FOR_ITSELF);
        Answer list = administrator.get("/o/admin/grants/own?client=" + client.id());

        Answer ended = administrator.submit(administrator.get(link(list, "revoke-token?id=")));

        assertThat(list.body()).doesNotContain(token.text("access_token"));
        assertThat(ended.status()).isEqualTo(303);
        assertThat(active(client, token)).isFalse();
    }

    @Test
    void endsAllTokensOfAnApplicationAndLetsItGoOn() {
        TestClient client = opaque();
        TestClient jwt = provider.registrations().confidential(CLIENT_CREDENTIALS);
        String user = provider.registrations().user();
        Answer grant = logIn(client, user);
        Answer own = http.token(client, FOR_ITSELF);
        Answer signed = http.token(jwt, FOR_ITSELF);

        Answer done = administrator.follow(act("end", client));
        act("end", jwt);

        assertThat(done.body()).contains("All its tokens have ended.");
        assertThat(active(client, grant)).isFalse();
        assertThat(active(client, own)).isFalse();
        assertThat(active(jwt, signed)).isFalse();
        assertThat(active(client, http.token(client, FOR_ITSELF))).isTrue();
        assertThat(active(jwt, http.token(jwt, FOR_ITSELF))).isTrue();
        assertThat(eventsOf(client)).contains("grants.revoked", "all=true");
    }

    @Test
    @Attack(306)
    void auditsWhichRedirectUrisCameAndWent() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        String[] fields = {"name", "Audited", "token_format", "JWT", "grant_client_credentials", "on", "redirect_uris"};
        List<String> uris = IntStream.range(0, 5)
                .mapToObj(i -> "https://app.example/" + "a".repeat(110) + i)
                .toList();
        String last = "https://app.example/replaced";

        administrator.submit(page("edit", client), and(fields, String.join("\r\n", uris)));
        administrator.submit(
                page("edit", client), and(fields, String.join("\r\n", uris.subList(0, 4)) + "\r\n" + last));

        String events = eventsOf(client);
        assertThat(events).containsPattern("fields=redirect_uris[,\\]]");
        assertThat(uris).allSatisfy(uri -> assertThat(events).contains(uri));
        assertThat(events).contains("field=redirect_uris removed=" + uris.get(4), "field=redirect_uris added=" + last);
    }

    // In no order: the clock stands still.
    private String eventsOf(TestClient client) {
        return provider.database()
                .withHandle(handle -> handle.select(
                                "SELECT event_type, details FROM oauth_audit_event WHERE client_id = ?",
                                (Object) client.id().getBytes(StandardCharsets.US_ASCII))
                        .map((row, context) ->
                                row.getString(1) + " " + new String(row.getBytes(2), StandardCharsets.UTF_8))
                        .list()
                        .toString());
    }
}
