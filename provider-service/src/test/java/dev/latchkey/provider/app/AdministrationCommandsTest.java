package dev.latchkey.provider.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.CapturedLog;
import dev.latchkey.provider.TestClock;
import dev.latchkey.provider.app.CommandLine.Outcome;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code client}, {@code user} and {@code db}, on each database. */
@OnEachDatabase
final class AdministrationCommandsTest {
    private static final String SECRET = "Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OWFiY2RlZg";

    private final TestDatabase kind;
    private final CommandLine latchkey;

    AdministrationCommandsTest(TestDatabase kind) {
        this.kind = kind;
        latchkey = new CommandLine(kind.create("administration"), SECRET, new TestClock());
    }

    @Test
    @Contract(122)
    void migratesAnEmptyDatabaseWhenTold() {
        Outcome before = latchkey.run("db", "status");
        assertThat(before.failed()).isTrue();
        assertThat(before.err()).contains("./latchkey db migrate");
        if (kind != TestDatabase.H2) {
            assertThat(latchkey.run("user", "list").err()).contains("./latchkey db migrate");
        }

        assertThat(latchkey.run("db", "migrate").failed()).isFalse();

        assertThat(latchkey.run("db", "status").out()).contains("up to date");
        assertThat(latchkey.run("db", "migrate").failed()).isFalse();
    }

    @Test
    @Contract(122)
    void createsListsShowsAndDisablesClients() {
        latchkey.run("db", "migrate");

        Outcome created =
                latchkey.run("client", "create", "My app", "--grant", "client_credentials", "--scope", "read");
        String id = created.value("client_id");

        assertThat(created.value("client_secret")).hasSize(43);
        assertThat(latchkey.run("client", "list").out()).contains(id + "\tMy app\tconfidential\tenabled");
        assertThat(latchkey.run("client", "show", id).out())
                .contains("grant_types: client_credentials")
                .contains("scope: read")
                .doesNotContain(created.value("client_secret"));
        assertThat(latchkey.run("client", "disable", id).failed()).isFalse();
        assertThat(latchkey.run("client", "list").out()).contains(id + "\tMy app\tconfidential\tdisabled");
    }

    @Test
    @Attack(306)
    void writesALineOfEachAct() {
        latchkey.run("db", "migrate");
        CapturedLog log = CapturedLog.listening();

        Outcome created = latchkey.run("client", "create", "x", "--grant", "client_credentials", "--scope", "read");
        String id = created.value("client_id");
        latchkey.run("client", "disable", id);
        latchkey.run("user", "create", "frank", "--password", "long enough");
        latchkey.run("user", "disable", "frank");
        latchkey.run("keys", "rotate");
        String lines = log.audit();
        log.stop();

        assertThat(lines)
                .contains("event=client.created outcome=success actor=cli client=" + id + " os_user=")
                .contains("event=client.disabled outcome=success actor=cli client=" + id + " os_user=")
                .containsPattern("event=user.created outcome=success actor=cli user=\\d+ os_user=")
                .containsPattern("event=user.disabled outcome=success actor=cli user=\\d+ os_user=")
                .contains("event=key.rotated outcome=success actor=cli os_user=")
                .doesNotContain(created.value("client_secret"));
        assertThat(created.out()).doesNotContain("event=");
    }

    @Test
    void writesThatLineToStandardError() {
        latchkey.run("db", "migrate");
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            latchkey.run("user", "create", "grace", "--password", "long enough");
        } finally {
            System.setErr(before);
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("event=user.created outcome=success actor=cli user=");
    }

    @Test
    @Contract(122)
    void createsListsAndDisablesUsersAndSetsTheirPasswords() {
        latchkey.run("db", "migrate");

        assertThat(latchkey.run("user", "create", "carol", "--password", "long enough")
                        .out())
                .contains("carol");
        assertThat(latchkey.run("user", "create", "carol", "--password", "long enough")
                        .err())
                .contains("taken");
        assertThat(latchkey.run("user", "list").out()).contains("\tcarol\tenabled");
        assertThat(latchkey.run("user", "set-password", "carol", "--password", "another one")
                        .failed())
                .isFalse();
        assertThat(latchkey.run("user", "disable", "carol").failed()).isFalse();
        assertThat(latchkey.run("user", "list").out()).contains("\tcarol\tdisabled");
    }

    @Test
    @Contract(122)
    void refusesBadInputInASentence() {
        latchkey.run("db", "migrate");

        assertRefused(latchkey.run("client", "show", "nobody"), "There is no client nobody");
        assertRefused(latchkey.run("client", "disable", "nobody"), "There is no client nobody");
        assertRefused(latchkey.run("client", "create", "x", "--grant", "telepathy"), "is not a grant type");
        assertRefused(
                latchkey.run("client", "create", "x", "--grant", "client_credentials", "--scope", "admin"),
                "is not configured");
        assertRefused(latchkey.run("client", "create", "x", "--grant", "authorization_code"), "redirect URI");
        assertRefused(
                create("--refresh-token-idle-lifetime", "500", "--refresh-token-lifetime", "100"), "shorter or equal");
        for (String lifetime : new String[] {"99999999999", "0", "-1", "1h"}) {
            assertThat(create("--access-token-lifetime=" + lifetime).err()).contains("seconds from 1 to 999999999");
        }
        assertRefused(create("--introspects-for", "http://nope"), "There is no resource \"http://nope\"");
        assertRefused(create("--type", "public", "--introspects-for", "http://localhost:8080"), "cannot introspect");
        assertThat(latchkey.run("client", "list").out()).isEmpty();
        assertRefused(latchkey.run("user", "disable", "nobody"), "There is no user nobody");
        assertRefused(latchkey.run("user", "create", "no body", "--password", "long enough"), "A username has");
        assertRefused(latchkey.run("user", "create", "dave", "--password", "short"), "at least 8 characters");
        assertRefused(
                latchkey.run("user", "create", "erin", "--password", "long enough", "--email", "erin at home"),
                "e-mail address");
        assertRefused(
                latchkey.run("user", "create", "erin", "--password", "long enough", "--email", "a@" + "b".repeat(300)),
                "up to 254");
        assertThat(latchkey.run("user", "list").out()).doesNotContain("erin");
        assertRefused(latchkey.run("user", "frobnicate"), "frobnicate");
    }

    @Test
    @Contract(123)
    void doesNotServeOverANetworkWithoutASecret() {
        CommandLine open = new CommandLine(kind.create("administration"), "", new TestClock());

        Outcome outcome = open.serve("mysql://somebody:else@db.example/latchkey");

        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.err()).contains("LATCHKEY_SECRET").contains("provider.secret");
    }

    @Test
    @Contract(123)
    @Attack(313)
    void doesNotServeWithAPasswordThatEverybodyTries() {
        Outcome outcome = latchkey.serve("mysql://latchkey:latchkey@db.example/latchkey");

        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.err())
                .contains("provider.database", "DATABASE_PASSWORD")
                .doesNotContain("\tat ");
    }

    @Test
    @Contract(123)
    @Attack(313)
    void doesNotServeWithAKeyThatItDoesNotKnow() {
        Outcome outcome = latchkey.serve("jdbc:h2:mem:unknown-key\", passwort: \"x");

        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.err()).contains("passwort").contains("password").doesNotContain("\tat ");
    }

    @Test
    @Contract(46)
    @Attack(72)
    void refusesToTrustWhatOthersCanPretendToBe() {
        latchkey.run("db", "migrate");

        for (String uri : new String[] {"http://127.0.0.1/cb", "com.example.app:/cb"}) {
            assertRefused(create("--type", "public", "--trusted", "--redirect-uri", uri), "RFC 8252 section 8.6");
        }
        String[] web = {"--grant", "authorization_code", "--trusted", "--redirect-uri", "https://app.example/cb"};
        String[] device = {"--grant", "authorization_code", "--trusted", "--redirect-uri", "http://127.0.0.1/cb"};
        assertThat(create(and(web, "--type", "public")).failed()).isFalse();
        assertThat(create(device).failed()).isFalse();
    }

    private static String[] and(String[] options, String... more) {
        return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void refusesOptionsWithoutAnEffect() {
        latchkey.run("db", "migrate");

        assertRefused(create("--refresh-token-idle-lifetime", "99999999"), "shorter or equal");
        assertRefused(create("--refresh-token-lifetime", "10"), "shorter or equal");
        assertThat(create("--refresh-token-lifetime", "10", "--refresh-token-idle-lifetime", "10")
                        .failed())
                .isFalse();
        assertRefused(create("--implicit"), "add --redirect-uri");
        for (String option : new String[] {"--trusted", "--require-par"}) {
            assertRefused(create(option), "add --grant authorization_code");
            assertThat(create(option, "--implicit", "--redirect-uri", "https://app.example/cb")
                            .failed())
                    .isFalse();
        }
    }

    @Test
    void saysWhichMethodKeysAreFor() {
        latchkey.run("db", "migrate");

        assertRefused(create("--jwks-uri", "https://app.example/jwks"), "add --auth-method private_key_jwt");
        assertRefused(
                create("--type", "public", "--auth-method", "client_secret_basic"), "make the client confidential");
    }

    @Test
    void warnsOfTheImplicitGrant() {
        latchkey.run("db", "migrate");

        Outcome created = create("--type", "public", "--implicit", "--redirect-uri", "https://app.example/cb");

        assertThat(created.out()).contains("Warning: The implicit grant", "RFC 9700");
        assertThat(created.value("client_id")).isNotBlank();
    }

    private Outcome create(String... options) {
        List<String> words = new ArrayList<>(List.of("client", "create", "x", "--grant", "refresh_token"));
        words.addAll(List.of(options));
        return latchkey.run(words.toArray(String[]::new));
    }

    @Test
    @Contract(123)
    void saysWhatAValueOfTheConfigurationMayBe() {
        Map<String, String> wrong = Map.of(
                "signingAlgorithm: none", "provider.signingAlgorithm: \"none\" is not one of ES256, RS256.",
                "tokens: {grantAccessTokenLifetimes: {bogus: 10m}}", "\"bogus\" is not a grant type. Use one of");
        wrong.forEach((setting, sentence) -> {
            Outcome outcome = serveWith(setting);

            assertRefused(outcome, sentence);
            assertThat(outcome.err()).contains("provider.").doesNotContain("Source:", "dev.latchkey");
        });
    }

    @Test
    @Contract(123)
    @Attack(313)
    void doesNotServeHttpsThatNoListenerCouldGive() {
        assertRefused(serveWith("issuer: https://id.example/o\n  requireHttps: true"), "provider.requireHttps");
    }

    private Outcome serveWith(String settings) {
        return latchkey.serve("jdbc:h2:mem:never-opened\"}\n  " + settings + "\n  purge: {interval: \"5m");
    }

    private static void assertRefused(Outcome outcome, String sentence) {
        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.err()).contains(sentence).doesNotContain("\tat ");
    }
}
