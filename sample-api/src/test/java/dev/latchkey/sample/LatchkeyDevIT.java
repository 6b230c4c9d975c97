package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.sample.CommandLine.Ended;
import dev.latchkey.sample.PastedLines.Answer;
import dev.latchkey.testing.Contract;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ./latchkey dev --providers 2} as a newcomer finds it: what it prints works when pasted. */
final class LatchkeyDevIT {
    private static final String ALL_SCOPES = "read write groups";
    // 127.0.0.1, and the same as the kernel shows it for a socket that speaks both versions of IP.
    private static final Set<String> LOOPBACK = Set.of("0100007F", "0000000000000000FFFF00000100007F");

    private static RunningDev dev;

    @BeforeAll
    static void start() throws IOException {
        dev = RunningDev.start("printed", 2);
    }

    @AfterAll
    static void stop() {
        if (dev != null) {
            dev.close();
        }
    }

    @Test
    void printsLinesThatWorkWhenPasted() throws Exception {
        List<Answer> answers = PastedLines.paste(CommandLine.withThisJdk(), dev.steps());

        assertThat(answers)
                .extracting(Answer::status)
                .containsExactly(200, 200, 200, 200, 200, 200, 200, 200, 201, 200, 200, 403, 403, 200, 201);
        assertTokens(answers);
        assertApi(answers);
    }

    private static void assertTokens(List<Answer> answers) {
        assertThat(answers.get(0).json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answers.get(0).json().path("expires_in").asInt()).isEqualTo(36000);
        assertThat(answers.get(0).json().path("refresh_token").asText()).isNotEmpty();
        assertThat(List.of(0, 1, 2, 3, 4, 13))
                .extracting(index -> answers.get(index).json().path("scope").asText())
                .containsExactly(ALL_SCOPES, "read", ALL_SCOPES, "write", ALL_SCOPES, ALL_SCOPES);
        assertThat(answers.get(4).json().has("refresh_token"))
                .as("refresh token for a client's own token")
                .isFalse();
    }

    private static void assertApi(List<Answer> answers) {
        assertThat(answers.get(5).text()).contains("\"username\":\"alice\"");
        assertThat(answers.get(6).json().path("id").asInt()).isEqualTo(1);
        assertThat(answers.get(7).json().isArray()).isTrue();
        assertThat(answers.get(8).json().path("username").asText()).isEqualTo("foo");
        assertThat(answers.get(9).text()).isEqualTo("{\"user\":\"alice\"}");
        assertThat(answers.get(12).text())
                .contains("You do not have permission to perform this action.")
                .contains("WWW-Authenticate: Bearer", "error=\"insufficient_scope\"", "scope=\"write\"");
        assertThat(answers.get(14).text()).isEqualTo("{\"username\":\"newcomer\"}");
    }

    @Test
    void writesWhatScriptsNeed() throws IOException {
        Map<String, String> environment = dev.environment();

        assertThat(environment)
                .containsOnlyKeys(
                        "PROVIDER",
                        "PROVIDER2",
                        "API",
                        "USERNAME",
                        "PASSWORD",
                        "ADMIN_USERNAME",
                        "ADMIN_PASSWORD",
                        "CLIENT_ID",
                        "CLIENT_SECRET",
                        "PUBLIC_CLIENT_ID",
                        "REDIRECT_URI",
                        "SERVICE_CLIENT_ID",
                        "SERVICE_CLIENT_SECRET");
        assertThat(environment.get("PROVIDER")).isEqualTo("http://localhost:" + dev.port());
        assertThat(environment.get("PROVIDER2")).isEqualTo("http://localhost:" + (dev.port() + 2));
        assertThat(environment.get("API")).isEqualTo("http://localhost:" + dev.apiPort());
        assertThat(environment).allSatisfy((key, value) -> assertThat(value).isNotBlank());
    }

    @Test
    void refreshesATokenAtTheSecondProvider() throws Exception {
        List<Answer> answers = PastedLines.paste(
                CommandLine.withThisJdk(),
                List.of(
                        ". " + dev.environmentFile(),
                        "AUTH=$CLIENT_ID:$CLIENT_SECRET",
                        "R=$(command curl -s -u $AUTH -d \"grant_type=password&username=$USERNAME&password=$PASSWORD\""
                                + " $PROVIDER/o/token/ | sed -n 's/.*\"refresh_token\":\"\\([^\"]*\\)\".*/\\1/p')",
                        "T=$(command curl -s -u $AUTH -d \"grant_type=refresh_token&refresh_token=$R\" $PROVIDER2/o/token/"
                                + " | sed -n 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/p')",
                        "curl -H \"Authorization: Bearer $T\" $API/users/1/"));

        assertThat(answers).extracting(Answer::status).containsExactly(200);
    }

    @Test
    void listensOnThisMachineOnly() throws IOException {
        assumeTrue(ListeningSockets.canBeRead(), "only Linux tells which sockets a process has");

        assertThat(dev.servers()).hasSize(3);
        for (ProcessHandle server : dev.servers()) {
            assertThat(ListeningSockets.addressesOf(server)).isNotEmpty().isSubsetOf(LOOPBACK);
        }
    }

    @Test
    void isNotStartedTwice() throws Exception {
        Ended second = dev.commands().latchkey("dev");

        assertThat(second.exitCode()).isNotZero();
        assertThat(second.err()).contains("runs already", "http://localhost:" + dev.port());
        assertThat(dev.script().isAlive()).isTrue();
    }

    @Test
    void leavesAloneWhatHoldsItsPorts() throws Exception {
        Ended second = CommandLine.withThisJdk()
                .latchkey(
                        "dev",
                        "--port=" + dev.port(),
                        "--api-port=" + dev.apiPort(),
                        "--directory=" + dev.directory().resolve("second"));

        assertThat(second.exitCode()).isNotZero();
        assertThat(second.err()).contains("Port " + dev.port() + " is taken");
        assertThat(dev.script().isAlive()).isTrue();
        assertThat(dev.servers()).hasSize(3);
    }

    @Test
    @Contract(122)
    void knowsANewClientAtOnceAndADisabledOneNoMore() throws Exception {
        Ended created = dev.commands().latchkey("client", "create", "A service", "--grant=client_credentials");
        assertThat(created.exitCode()).isZero();
        assertThat(created.err()).contains("running ./latchkey dev");
        String id = line(created.out(), "client_id: ");
        String secret = line(created.out(), "client_secret: ");

        assertThat(tokenStatus("grant_type=client_credentials", id + ":" + secret))
                .isEqualTo(200);
        assertThat(dev.commands().latchkey("client", "list").out()).contains(id, "A service");
        assertThat(dev.commands().latchkey("client", "show", id).out())
                .contains("client_id: " + id)
                .doesNotContain(secret);

        assertThat(dev.commands().latchkey("client", "disable", id).exitCode()).isZero();
        Awaitility.await("the provider to refuse the client")
                .atMost(Duration.ofSeconds(2))
                .until(() -> tokenStatus("grant_type=client_credentials", id + ":" + secret) == 401);
    }

    @Test
    @Contract(122)
    void knowsNewUsersTheirPasswordsAndTheirEnd() throws Exception {
        CommandLine commands = dev.commands();
        assertThat(commands.latchkey("user", "create", "carol", "--password=first-password")
                        .exitCode())
                .isZero();
        assertThat(loginStatus("carol", "first-password")).isEqualTo(200);

        assertThat(commands.latchkey("user", "set-password", "carol", "--password=second-password")
                        .exitCode())
                .isZero();
        assertThat(loginStatus("carol", "first-password")).isEqualTo(400);
        assertThat(loginStatus("carol", "second-password")).isEqualTo(200);
        assertThat(commands.latchkey("user", "list").out()).contains("carol");

        assertThat(commands.latchkey("user", "disable", "carol").exitCode()).isZero();
        assertThat(loginStatus("carol", "second-password")).isEqualTo(400);
    }

    @Test
    @Contract(122)
    void worksOnTheDatabaseThatIsNamedThoughADevRuns() throws Exception {
        Ended list = dev.commands()
                .with("DATABASE_URL", "jdbc:h2:mem:named-by-the-caller")
                .latchkey("user", "list");

        assertThat(list.exitCode()).isZero();
        assertThat(list.err()).contains("the database of DATABASE_URL");
        assertThat(list.out()).doesNotContain("alice");
    }

    @Test
    @Contract(122)
    void readsKeysWhereTheCallerIs() throws Exception {
        Ended here = dev.commands()
                .bash("cd " + dev.directory() + " && echo '{\"keys\":[]}' >keys.json && " + CommandLine.script()
                        + " client create x --grant=client_credentials --auth-method=private_key_jwt --jwks keys.json");

        assertThat(here.exitCode()).isNotZero();
        assertThat(here.err()).doesNotContain("cannot be read").doesNotContain("\tat ");
    }

    @Test
    @Contract(122)
    void saysThatTheTablesAreUpToDate() throws Exception {
        Ended status = dev.commands().latchkey("db", "status");

        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains("up to date");
    }

    @Test
    @Contract(122)
    void refusesBadInputInASentence() throws Exception {
        assertRefused("There is no client nobody", "client", "show", "nobody");
        assertRefused("There is no client nobody", "client", "disable", "nobody");
        assertRefused("is not a grant type", "client", "create", "x", "--grant=magic");
        assertRefused("--grant is required", "client", "create", "x");
        assertRefused("A username has 1 to 150 characters", "user", "create", "a b", "--password=long-enough");
        assertRefused("is taken", "user", "create", "alice", "--password=long-enough");
        assertRefused("at least 8 characters", "user", "create", "dave", "--password=short");
        assertRefused("There is no user nobody", "user", "disable", "nobody");
        assertRefused("There is no such configuration file", "db", "status", "--config=/none.yml");
        assertRefused("invalid choice: 'destroy'", "client", "destroy");
    }

    private static void assertRefused(String sentence, String... arguments) throws Exception {
        Ended ended = dev.commands().latchkey(arguments);

        assertThat(ended.exitCode()).as(String.join(" ", arguments)).isNotZero();
        assertThat(ended.err()).contains(sentence).doesNotContain("\tat ");
    }

    private static int loginStatus(String username, String password) throws Exception {
        String client =
                dev.environment().get("CLIENT_ID") + ":" + dev.environment().get("CLIENT_SECRET");
        return tokenStatus("grant_type=password&username=" + username + "&password=" + password, client);
    }

    private static int tokenStatus(String form, String client) throws Exception {
        String line = "curl -u '%s' -d '%s' http://localhost:%d/o/token/".formatted(client, form, dev.port());
        return PastedLines.paste(CommandLine.withThisJdk(), List.of(line))
                .get(0)
                .status();
    }

    private static String line(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length());
    }
}
