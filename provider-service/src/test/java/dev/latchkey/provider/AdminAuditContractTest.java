package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditRecord;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.store.JdbiAuditStore;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What administrators see of keys, of the audit log and of what goes on. */
@OnEachDatabase
final class AdminAuditContractTest {
    private static final Pattern KEY = Pattern.compile("<th scope=\"row\"><code>([^<]*)</code></th><td>([a-z]*)</td>");

    private final RunningProvider provider;
    private final Members members;
    private final String name;
    private final Browser administrator;

    AdminAuditContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        members = new Members(provider);
        name = members.administratorName();
        administrator = members.browser(name);
    }

    private long id() {
        return provider.registrations().userId(name);
    }

    /** Acts at this moment by somebody whom nobody else is. */
    private void record(String actor, int count) {
        JdbiAuditStore store = new JdbiAuditStore(provider.database());
        RowIds ids = new RowIds(provider.clock(), new SecureRandom());
        Instant now = provider.clock().instant();
        for (int i = 0; i < count; i++) {
            AuditEvent event =
                    AuditEvent.of(EventType.USER_LOGGED_OUT, new Actor(actor)).with("number", "n" + i);
            store.keep(new AuditRecord(ids.next(), now, event, "192.0.2.7", null), now.plus(Duration.ofDays(1)));
        }
    }

    private String actor() {
        return "test:" + id();
    }

    @Test
    @Contract({119, 124})
    void filtersTheAuditLog() {
        String user = provider.registrations().user();
        long userId = provider.registrations().userId(user);
        administrator.submit(administrator.get("/o/admin/users/" + userId + "/disable"));
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        administrator.submit(administrator.get("/o/admin/application/disable?id=" + client.id()));

        String me = "user:" + id();
        assertThat(events("actor=" + me)).contains("user.disabled", "client.disabled", "user.logged_in");
        assertThat(events("actor=" + me + "&type=user.disabled")).containsExactly("user.disabled");
        assertThat(events("user=" + userId)).containsExactly("user.disabled");
        assertThat(events("client=" + client.id())).containsExactly("client.disabled");
        assertThat(events("actor=" + me + "&outcome=failure")).isEmpty();
        assertThat(events("actor=user:0")).isEmpty();
    }

    private List<String> events(String filter) {
        return Pattern.compile("<th scope=\"row\">([a-z._]*)<br>")
                .matcher(administrator.get("/o/admin/audit/?" + filter).body())
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void filtersByTime() {
        provider.clock().advance(Duration.ofMinutes(2));
        String minute = provider.clock()
                .instant()
                .truncatedTo(ChronoUnit.MINUTES)
                .atOffset(ZoneOffset.UTC)
                .toLocalDateTime()
                .toString();
        record(actor(), 1);

        assertThat(events("actor=" + actor() + "&from=" + minute)).hasSize(1);
        assertThat(events("actor=" + actor() + "&until=" + minute)).isEmpty();
    }

    @Test
    @Attack(248)
    void pagesThroughTheAuditLogByKey() {
        record(actor(), 25);

        Answer first = administrator.get("/o/admin/audit/?actor=" + actor());
        Answer second = administrator.get(next(first));
        Answer third = administrator.get(next(second));

        assertThat(numbers(first)).hasSize(10).doesNotContainAnyElementsOf(numbers(second));
        assertThat(numbers(second)).hasSize(10).doesNotContainAnyElementsOf(numbers(third));
        assertThat(numbers(third)).hasSize(5);
        assertThat(third.body()).doesNotContain("Next page");
    }

    private static String next(Answer page) {
        return Members.links(page).stream()
                .filter(link -> link.contains("after="))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> numbers(Answer page) {
        return Pattern.compile("number=(n[0-9]+)")
                .matcher(page.body())
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    @Attack(262)
    void exportsTheAuditLogWithoutFormulas() {
        record("=cmd|calc" + id(), 1);
        record(actor(), 620);

        Answer formula = administrator.get("/o/admin/audit/export?actor=%3Dcmd%7Ccalc" + id());
        Answer many = administrator.get("/o/admin/audit/export?actor=" + actor());

        assertThat(formula.header("Content-Type")).startsWith("text/csv");
        assertThat(formula.header("Content-Disposition")).contains("attachment");
        assertThat(formula.header("Cache-Control")).isEqualTo("no-store");
        assertThat(formula.body())
                .startsWith("\"time\",\"event\",\"outcome\",\"actor\",")
                .contains("\"user.logged_out\",\"success\",\"'=cmd|calc" + id() + "\"")
                .contains("\"192.0.2.7\"");
        assertThat(many.body().split("\r\n", -1)).hasSize(622);
        assertThat(numbers(many)).hasSize(620).doesNotHaveDuplicates();
        assertThat(events("actor=user:" + id())).contains("audit.exported");
    }

    @Test
    @Contract(119)
    void showsRotatesAndRemovesKeys() {
        String signing = kid(administrator.get("/o/admin/keys/"), "signs");
        Answer question = rotated();
        String added = addedKey();

        administrator.submit(question);
        Answer list = administrator.get("/o/admin/keys/");
        Answer warning = administrator.get("/o/admin/keys/remove?kid=" + signing);
        Answer removal = administrator.get("/o/admin/keys/remove?kid=" + added);
        administrator.submit(removal);

        assertThat(list.body()).contains("<td>next</td>", added).doesNotContain("\"d\"");
        assertThat(warning.body()).contains("Only in an emergency", signing);
        assertThat(removal.body()).contains("has signed nothing yet");
        assertThat(kids(administrator.get("/o/admin/keys/"))).contains(signing).doesNotContain(added);
        assertThat(administrator.submit(removal).status()).isEqualTo(404);
        assertThat(events("actor=user:" + id() + "&type=key.rotated")).hasSize(1);
        assertThat(events("actor=user:" + id() + "&type=key.removed")).hasSize(1);
    }

    /** The question that was answered by a yes; the provider itself may publish a key in between, then it is void. */
    private Answer rotated() {
        Answer question = administrator.get("/o/admin/keys/rotate");
        for (int i = 0;
                i < 20 && events("actor=user:" + id() + "&type=key.rotated").isEmpty();
                i++) {
            question = administrator.get("/o/admin/keys/rotate");
            administrator.submit(question);
        }
        return question;
    }

    private String addedKey() {
        String body = administrator
                .get("/o/admin/audit/?type=key.rotated&actor=user:" + id())
                .body();
        return Pattern.compile("<td>kid=([^<]*)</td>")
                .matcher(body)
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> kids(Answer page) {
        return KEY.matcher(page.body()).results().map(result -> result.group(1)).toList();
    }

    private static String kid(Answer page, String state) {
        return KEY.matcher(page.body())
                .results()
                .filter(result -> result.group(2).equals(state))
                .map(result -> result.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void plotsWhatGoesOn() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        for (int i = 0; i < 40; i++) {
            provider.http().token(client, "grant_type", "client_credentials");
        }
        provider.http().token(client, "grant_type", "made_up");

        Answer page = administrator.get("/o/admin/");

        assertThat(page.body())
                .contains("<svg role=\"img\" aria-labelledby=\"tokens\"", "As a table", client.id())
                .contains("Refusals of the token endpoint by error code", "unsupported_grant_type")
                .contains("What this server process did in the last hour")
                .doesNotContain("<script", "style=");
    }
}
