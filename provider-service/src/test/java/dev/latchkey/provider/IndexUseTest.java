package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.Group;
import dev.latchkey.accounts.GroupName;
import dev.latchkey.accounts.GroupStore;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientKeys;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.purge.Purge;
import dev.latchkey.provider.store.JdbiExpiredRows;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With 100,000 grants in the database no statement reads more rows than it is about: the server's own log says so. */
final class IndexUseTest {
    private static final int GRANTS = 100_000;
    // Of all else that grows; more than a statement may read.
    private static final int OTHERS = 3_000;
    private static final List<String> TABLES = List.of(
            "account_user",
            "oauth_client",
            "oauth_audit_event",
            "oauth_session",
            "oauth_authorization_code",
            "oauth_consent",
            "oauth_pushed_request",
            "oauth_device_code",
            "oauth_assertion_jti");
    // Twice a batch of the purge.
    private static final int MANY_ROWS = 2 * Purge.BATCH;

    // H2 tells nobody how many rows it read.
    static List<TestDatabase> servers() {
        return TestDatabase.ofThisRun().stream()
                .filter(kind -> kind != TestDatabase.H2)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void noStatementReadsATable(TestDatabase kind) {
        RunningProvider provider = RunningProvider.on(kind);
        Http http = provider.http();
        TestClient client = register(provider);
        String user = provider.registrations().user();
        Answer first = logIn(http, client, user);
        http.token(client, "grant_type", "client_credentials");
        new Members(provider).administrator();
        redeemACodeTwice(provider);
        push(provider, new Flow(provider).confidential());
        connectADevice(provider);
        authenticateByJwt(provider);
        multiply(provider, "oauth_grant", GRANTS);
        TABLES.forEach(table -> multiply(provider, table, OTHERS));
        fillAGroup(provider);

        provider.database().jdbi().useHandle(handle -> {
            // Of what is about to be purged, by other tests' clocks, a small table is full: reading all of it is no
            // waste.
            handle.execute("UPDATE oauth_audit_event SET expires_at = expires_at + 315360000000");
            handle.execute("SET GLOBAL log_output = 'TABLE'");
            handle.execute("SET GLOBAL long_query_time = 0");
            handle.execute("TRUNCATE TABLE mysql.slow_log");
            handle.execute("SET GLOBAL slow_query_log = ON");
        });
        // Connections take the settings over when they are opened.
        RunningProvider newcomer = RunningProvider.another(kind);
        Http fresh = newcomer.http();
        Answer second = logIn(fresh, client, user);
        fresh.token(client, "grant_type", "refresh_token", "refresh_token", first.text("refresh_token"));
        fresh.token(client, "grant_type", "client_credentials");
        for (String path : List.of("/o/introspect/", "/o/revoke_token/")) {
            fresh.post(
                    path, Http.basic(client.id(), client.secret()), Http.encode("token", second.text("access_token")));
        }
        redeemACodeTwice(newcomer);
        connectADevice(newcomer);
        authenticateByJwt(newcomer);
        pushAllowAndWithdraw(newcomer);
        changeThePassword(newcomer);
        administer(newcomer, client, user);
        provider.registrations().users().disable(provider.registrations().userId(user));
        provider.clock().advance(Duration.ofDays(1));
        new Purge(JdbiExpiredRows.all(newcomer.database()), provider.clock()).run();

        provider.database().jdbi().useHandle(handle -> handle.execute("SET GLOBAL slow_query_log = OFF"));

        assertThat(wasteful(provider)).isEmpty();
        assertThat(logged(provider)).contains("oauth_grant").contains("account_user");
    }

    private static void redeemACodeTwice(RunningProvider node) {
        Flow flow = new Flow(node);
        TestClient application = flow.confidential();
        String code = flow.code(flow.loggedIn(node.registrations().user()), application);
        assertThat(flow.redeem(application, code).status()).isEqualTo(200);
        assertThat(flow.redeem(application, code).status()).isEqualTo(400);
    }

    private static void connectADevice(RunningProvider node) {
        // Whatever other tests typed wrong, the attempts are all there again.
        node.clock().advance(Duration.ofMinutes(2));
        TestClient device = node.registrations().confidential(GrantType.DEVICE_CODE);
        Map<String, String> basic = Http.basic(device.id(), device.secret());
        Answer codes = node.http().post("/o/device-authorization/", basic, "");
        String[] poll = {"grant_type", GrantType.DEVICE_CODE.value(), "device_code", codes.text("device_code")};
        assertThat(node.http().token(device, poll).text("error")).isEqualTo("authorization_pending");
        Browser browser = new Members(node).member();

        Answer page = browser.submit(browser.open("/o/device/"), "user_code", codes.text("user_code"));
        assertThat(browser.submit(page, "decision", "allow").status()).isEqualTo(200);

        node.clock().advance(Duration.ofSeconds(5));
        assertThat(node.http().token(device, poll).status()).isEqualTo(200);
    }

    private static void authenticateByJwt(RunningProvider node) {
        ClientKeys keys = ClientKeys.Inline.parse(Assertions.jwks(Assertions.EC.toPublicJWK()));
        TestClient client = node.registrations()
                .authenticatedBy(new ClientAuthentication(Set.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT), keys));
        String assertion = Assertions.signed(
                Assertions.EC,
                Assertions.claims(client.id(), node.clock().instant()).build());
        String[] form = {
            "grant_type", "client_credentials", "client_assertion_type", Assertions.TYPE, "client_assertion", assertion
        };

        assertThat(node.http().token(Map.of(), form).status()).isEqualTo(200);
        assertThat(node.http().token(Map.of(), form).status()).isEqualTo(401);
    }

    private static String push(RunningProvider node, TestClient client) {
        Answer pushed = node.http().post("/o/par/", Http.basic(client.id(), client.secret()), Flow.query(client));
        return "/o/authorize/?" + Http.encode("client_id", client.id(), "request_uri", pushed.text("request_uri"));
    }

    private static void pushAllowAndWithdraw(RunningProvider node) {
        TestClient client = new Flow(node).confidential();
        Browser browser = new Members(node).member();
        Answer allowed = Flow.allow(browser, browser.get(push(node, client)));
        assertThat(allowed.header("Location")).startsWith(Flow.CALLBACK + "?code=");

        String list = "/o/authorized_tokens/";
        Answer withdrawn = browser.submitForm(browser.get(list), list, "csrf", "client_id", client.id());

        assertThat(withdrawn.status()).isEqualTo(303);
        assertThat(browser.follow(withdrawn).body()).doesNotContain(client.id());
    }

    private static void changeThePassword(RunningProvider node) {
        String user = node.registrations().user();
        Browser browser = new Members(node).browser(user);
        new Members(node).browser(user);
        Answer account = browser.get("/o/account/");
        Answer ended = browser.submitForm(account, "/o/account/sessions/", "csrf", "session", "others");
        assertThat(ended.status()).isEqualTo(303);

        Answer changed = browser.submit(
                browser.get("/o/account/password/"),
                "current_password",
                Registrations.PASSWORD,
                "new_password",
                "another correct horse");

        assertThat(changed.status()).isEqualTo(303);
    }

    private static TestClient register(RunningProvider provider) {
        return provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(
                                ScopeSet.of("read"),
                                ScopeSet.of("read"),
                                GrantType.PASSWORD,
                                GrantType.REFRESH_TOKEN,
                                GrantType.CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.OPAQUE));
    }

    private static Answer logIn(Http http, TestClient client, String user) {
        return http.token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    /** Looks at each list of administration, from its beginning and from further on. */
    private static void administer(RunningProvider node, TestClient client, String user) {
        Browser administrator = new Members(node).administrator();
        long id = node.registrations().userId(user);
        for (String list : List.of(
                "users/",
                "users/?name=copy",
                "users/" + id + "/",
                "groups/",
                "groups/" + largeGroup(node).id() + "/",
                "applications/",
                "applications/?id=c",
                "applications/?name=test",
                "applications/?owner=" + id,
                "application/?id=" + client.id(),
                "grants/?user=" + user,
                "grants/?client=" + client.id(),
                "grants/?user=" + user + "&client=" + client.id(),
                "grants/own?client=" + client.id(),
                "keys/",
                "audit/",
                "audit/?type=user.logged_in",
                "audit/?outcome=success",
                "audit/?actor=cli",
                "audit/?user=" + id,
                "audit/?client=" + client.id(),
                "audit/?from=2020-01-01T00:00&until=2020-01-02T00:00",
                "application/end?id=" + client.id())) {
            Answer page = administrator.get("/o/admin/" + list);
            assertThat(page.status()).as(list).isEqualTo(200);
            Members.links(page).stream()
                    .filter(link -> link.contains("after="))
                    .forEach(next -> assertThat(administrator.get(next).status())
                            .as(next)
                            .isEqualTo(200));
        }
        for (String list : List.of("/o/applications/", "/o/authorized_tokens/", "/o/account/")) {
            assertThat(administrator.get(list).status()).as(list).isEqualTo(200);
        }
        administrator.submit(administrator.get("/o/admin/application/end?id=" + client.id()));
    }

    private static void fillAGroup(RunningProvider provider) {
        new GroupStore(provider.database(), provider.clock()).create(new GroupName("all copies"));
        long group = largeGroup(provider).id();
        provider.database().jdbi().useHandle(handle -> {
            // The copies got one word for each of them, where a name and its normal form belong together.
            handle.execute("UPDATE account_user SET username = CONVERT(username_key USING utf8mb4)"
                    + " WHERE username LIKE 'copy%'");
            handle.execute(
                    "INSERT INTO account_membership (user_id, group_id)"
                            + " SELECT id, ? FROM account_user WHERE username LIKE 'copy%'",
                    group);
            handle.execute("ANALYZE TABLE account_membership, account_group");
        });
    }

    private static Group largeGroup(RunningProvider provider) {
        return new GroupStore(provider.database(), provider.clock())
                .page(0, OTHERS).stream()
                        .filter(group -> group.name().equals("all copies"))
                        .findFirst()
                        .orElseThrow();
    }

    /** Copies what is there until there is enough, each with another id, user and client. */
    private static void multiply(RunningProvider provider, String table, int enough) {
        provider.database().jdbi().useHandle(handle -> {
            List<String> columns = handle.createQuery("SELECT column_name FROM information_schema.columns"
                            + " WHERE table_schema = DATABASE() AND table_name = :table AND extra NOT LIKE '%auto_increment%'"
                            + " ORDER BY ordinal_position")
                    .bind("table", table)
                    .mapTo(String.class)
                    .list();
            String copied =
                    columns.stream().map(column -> copied(table, column)).collect(Collectors.joining(", "));
            long there = count(provider, table);
            assertThat(there).as(table).isPositive();
            while (there < enough) {
                handle.execute("INSERT INTO " + table + " (" + String.join(", ", columns) + ") SELECT " + copied
                        + " FROM " + table + " LIMIT " + (enough - there));
                there = count(provider, table);
            }
            handle.execute("ANALYZE TABLE " + table);
        });
    }

    // An audited act keeps its time, so that many have the same; names stay what the application can read.
    private static String copied(String table, String column) {
        return switch (column) {
            case "id" -> "RANDOM_BYTES(16)";
            case "user_code" -> "RANDOM_BYTES(8)";
            case "user_id" -> "1000000 + FLOOR(RAND() * 1000000)";
            case "client_id" -> "CONCAT('c', LOWER(HEX(RANDOM_BYTES(12))))";
            case "username", "username_key" -> "CONCAT('copy', LOWER(HEX(RANDOM_BYTES(12))))";
            case "administrator" -> "FALSE";
            // Long before what a poll asks for.
            case "changed_at" -> "changed_at - 1000000000 - FLOOR(RAND() * 1000000000)";
            // Long after the purge: of a table that is all expired it would read all, and that is no waste.
            case "expires_at" ->
                table.equals("oauth_client") ? "NULL" : "expires_at + 315360000000 + FLOOR(RAND() * 1000000)";
            default -> column;
        };
    }

    private static long count(RunningProvider provider, String table) {
        return provider.database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }

    // What a process reads of all clients when it starts, and when one of them has changed, is about all clients.
    private static List<String> wasteful(RunningProvider provider) {
        return provider.database()
                .withHandle(handle -> handle.createQuery("SELECT CONCAT(rows_examined, ' rows: ', LEFT(sql_text, 300))"
                                + " FROM mysql.slow_log WHERE rows_examined > :many AND (sql_text LIKE '%oauth%'"
                                + " OR sql_text LIKE '%account_%') AND sql_text NOT LIKE '%origins IS NOT NULL'"
                                + " AND sql_text NOT LIKE '%enabled = TRUE AND implicit_allowed = TRUE'")
                        .bind("many", MANY_ROWS)
                        .mapTo(String.class)
                        .list());
    }

    private static String logged(RunningProvider provider) {
        return provider.database()
                .withHandle(handle -> handle.createQuery("SELECT sql_text FROM mysql.slow_log")
                        .mapTo(String.class)
                        .list()
                        .toString());
    }
}
