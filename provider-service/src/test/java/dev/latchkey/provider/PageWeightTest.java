package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.GroupName;
import dev.latchkey.accounts.GroupStore;
import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.UserName;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditRecord;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.store.JdbiAuditStore;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** ISSUE 5, point 6, where there is much to list: a page and its style sheet weigh 10,240 bytes at most as transferred. */
final class PageWeightTest {
    // More than any page has rows.
    private static final int MANY = 16;

    private final RunningProvider provider = RunningProvider.on(TestDatabase.H2);
    private final PageWeight weights = new PageWeight(provider);
    private final Members members = new Members(provider);
    private final GroupStore groups = new GroupStore(provider.database(), provider.clock());
    private final Browser administrator = members.administrator();
    private final String beginning = "weighty-" + provider.registrations().user();

    @Test
    @Attack(244)
    void keepsEachListOfAdministrationLight() {
        long someUser = fillUsers();
        TestClient busy = fillApplications();
        String granting = fillGrants(busy);
        fillTokens(busy);
        fillAudit(someUser, busy);

        assertLight(administrator, "/o/admin/users/?name=" + beginning, "weighty-", 15);
        assertLight(administrator, "/o/admin/groups/?after=" + largeGroup(), "<li>", 15);
        assertLight(administrator, "/o/admin/groups/" + largeGroup() + "/", "<li>", 15);
        assertLight(administrator, "/o/admin/applications/?name=" + beginning, "<code>", 15);
        assertLight(administrator, "/o/admin/grants/?client=" + busy.id(), "grants/revoke?", 7);
        assertLight(administrator, "/o/admin/grants/?user=" + granting, "grants/revoke?", 7);
        assertLight(administrator, "/o/admin/grants/own?client=" + busy.id(), "revoke-token?", 7);
        assertLight(administrator, "/o/admin/audit/?actor=" + actor(), "<th scope=\"row\">", 10);
        assertLight(administrator, "/o/admin/audit/filter?actor=" + actor(), "<option>", 15);
        assertLight(administrator, "/o/admin/users/" + provider.registrations().userId(granting) + "/", "revoke?", 5);
        assertLight(administrator, "/o/admin/application/?id=" + busy.id(), "<dt>", 8);
        assertLight(administrator, "/o/admin/application/edit?id=" + busy.id(), "<input", 10);
        assertLight(administrator, "/o/admin/keys/", "<code>", 1);
        assertLight(administrator, "/o/admin/", "<svg", 1);
    }

    /** The id of one of them. */
    private long fillUsers() {
        String hash = Registrations.hashed();
        List<String> both = List.of(beginning + " night shift", beginning + " engineering");
        both.forEach(name -> groups.create(new GroupName(name)));
        IntStream.range(0, MANY)
                .mapToObj(i -> new NewUser(
                        new UserName(beginning + ".hamilton" + i),
                        hash,
                        "margaret.hamilton" + i + "@apollo.example",
                        "Margaret",
                        "Hamilton",
                        false,
                        both))
                .forEach(provider.registrations().users()::create);
        IntStream.range(0, MANY).forEach(i -> groups.create(new GroupName("a " + beginning + " team " + i)));
        return provider.registrations().userId(beginning + ".hamilton0");
    }

    private long largeGroup() {
        Answer user =
                administrator.get("/o/admin/users/" + provider.registrations().userId(beginning + ".hamilton0") + "/");
        assertThat(user.body()).contains(beginning + " night shift");
        return groups.page(0, 10_000).stream()
                .filter(group -> group.name().equals(beginning + " night shift"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** One that may do everything. */
    private TestClient fillApplications() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> application(beginning + " holiday planner " + i))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private TestClient application(String name) {
        ClientPermissions permissions = Registrations.permissions(
                ScopeSet.of("read", "write", "groups"),
                ScopeSet.of("read", "write", "groups"),
                GrantType.PASSWORD,
                GrantType.REFRESH_TOKEN,
                GrantType.CLIENT_CREDENTIALS);
        return provider.registrations()
                .register(new ClientRegistration.Wanted(
                        name,
                        ClientType.CONFIDENTIAL,
                        permissions,
                        ClientTokens.of(TokenFormat.OPAQUE),
                        ClientPolicy.strict()));
    }

    /** Somebody who allowed an application something more often than a page can show. */
    private String fillGrants(TestClient client) {
        String user = provider.registrations().user();
        IntStream.range(0, 11)
                .forEach(i -> provider.http()
                        .token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD));
        return user;
    }

    private void fillTokens(TestClient client) {
        IntStream.range(0, 11).forEach(i -> provider.http().token(client, "grant_type", "client_credentials"));
    }

    private String actor() {
        return "client:" + beginning;
    }

    private void fillAudit(long user, TestClient client) {
        JdbiAuditStore store = new JdbiAuditStore(provider.database());
        RowIds ids = new RowIds(provider.clock(), new SecureRandom());
        AuditEvent event = AuditEvent.of(EventType.CLIENT_CHANGED, new Actor(actor()))
                .user(user)
                .client(new ClientId(client.id()))
                .with("fields", "name")
                .with("before", "Holiday planner")
                .with("after", "Holiday planner for everybody");
        IntStream.range(0, MANY)
                .mapToObj(i -> new AuditRecord(
                        ids.next(),
                        provider.clock().instant(),
                        event,
                        "2001:db8:85a3::8a2e:370:7334",
                        "d0474d84ab87ca13297b"))
                .forEach(record -> store.keep(record, provider.clock().instant().plus(Duration.ofDays(1))));
    }

    @Test
    @Attack(244)
    void compressesNoTokenBesideWhatWasAsked() {
        TestClient client = provider.registrations().confidential(GrantType.CLIENT_CREDENTIALS);
        Map<String, String> headers = new HashMap<>(Http.basic(client.id(), client.secret()));
        headers.put("Accept-Encoding", "gzip");

        Answer token = provider.http().token(headers, "grant_type", "client_credentials", "scope", "read");

        assertThat(token.status()).isEqualTo(200);
        assertThat(token.header("Content-Encoding")).isEmpty();
    }

    @Test
    void keepsTheListsOfPeopleLight() {
        String user = provider.registrations().user();
        Browser browser = members.browser(user);
        IntStream.range(0, 20).forEach(i -> own(user, "Bergbahnbetriebsgesellschaft Holiday Planner " + i));
        IntStream.range(0, 9)
                .forEach(i -> provider.http()
                        .token(
                                application(beginning + " holiday planner"),
                                "grant_type",
                                "password",
                                "username",
                                user,
                                "password",
                                Registrations.PASSWORD));
        IntStream.range(0, 9).forEach(i -> members.browser(user));
        fillActivity(user);

        assertLight(browser, "/o/applications/", "<li>", 15);
        assertLight(browser, "/o/authorized_tokens/", "name=\"client_id\"", 8);
        assertLight(browser, "/o/account/", "<li><div>", 5);
        assertThat(browser.get("/o/account/").body().split("Holiday Planner was allowed access", -1))
                .hasSize(9);
        assertThat(browser.get("/o/applications/?from=15").body().split("<li>", -1))
                .hasSize(6);
        assertThat(browser.get("/o/authorized_tokens/?from=8").body().split("name=\"client_id\"", -1))
                .hasSize(2);
        assertThat(browser.get("/o/account/?from=5").body().split("<li>", -1)).hasSize(6);
        for (String odd : List.of("-1", "x", "99999999999", "%00", "999999")) {
            assertThat(browser.get("/o/account/?from=" + odd).status()).isEqualTo(400);
        }
    }

    @Test
    @Attack(244)
    void staysLightWithTheLongestNamesAndRedirectUris() {
        String user = provider.registrations().user();
        Browser browser = members.browser(user);
        String uris = IntStream.range(0, 20)
                .mapToObj(i -> "https://app.example/" + "a".repeat(13) + (10 + i))
                .collect(Collectors.joining("\r\n"));
        TestClient client = Members.application(browser, "web", uris);
        String name = "鉄".repeat(97);
        IntStream.range(0, MANY).forEach(i -> own(user, name + (100 + i)));

        assertLight(browser, "/o/applications/", "<li>", 5);
        assertLight(browser, "/o/applications/" + client.id() + "/", "<dd>", 4);
        assertLight(browser, "/o/applications/" + client.id() + "/update/", "<textarea", 1);
        assertLight(administrator, "/o/admin/applications/?name=" + "%E9%89%84".repeat(9), "<code>", 5);
        assertLight(administrator, "/o/admin/application/edit?id=" + client.id(), "<textarea", 1);
        assertLight(administrator, "/o/admin/application/?id=" + client.id(), "<dt>", 8);
    }

    private void fillActivity(String user) {
        long id = provider.registrations().userId(user);
        ClientId client = new ClientId(
                application("Bergbahnbetriebsgesellschaft Holiday Planner").id());
        AuditEvent event =
                AuditEvent.of(EventType.CONSENT_GIVEN, Actor.user(id)).user(id).client(client);
        JdbiAuditStore store = new JdbiAuditStore(provider.database());
        RowIds ids = new RowIds(provider.clock(), new SecureRandom());
        Instant later = provider.clock().instant().plusSeconds(1);
        IntStream.range(0, MANY)
                .mapToObj(i -> new AuditRecord(ids.next(), later, event, "2001:db8:85a3::8a2e:370:7334", null))
                .forEach(record -> store.keep(record, later.plus(Duration.ofDays(1))));
    }

    // More than the configuration of the tests lets anybody register.
    private void own(String user, String name) {
        TestClient client = application(name);
        provider.database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE oauth_client SET owner_id = ?, kind = 'WEB' WHERE client_id = ?",
                        provider.registrations().userId(user),
                        client.id().getBytes(StandardCharsets.UTF_8)));
    }

    private void assertLight(Browser browser, String path, String row, int rows) {
        for (String language : PageWeight.LANGUAGES) {
            Map<String, String> headers = new HashMap<>(browser.cookieHeader());
            headers.put("Accept-Language", language);
            headers.put("Accept-Encoding", "gzip");
            Answer page = provider.http().send("GET", path, headers, new byte[0]);

            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.header("Content-Encoding"))
                    .as("a secret beside what was asked")
                    .isEmpty();
            assertThat(page.body().split(Pattern.quote(row), -1).length - 1)
                    .as("rows of " + path)
                    .isGreaterThanOrEqualTo(rows);
            assertThat(weights.of(page)).as(path + " in " + language).isLessThanOrEqualTo(PageWeight.MAX_BYTES);
        }
    }
}
