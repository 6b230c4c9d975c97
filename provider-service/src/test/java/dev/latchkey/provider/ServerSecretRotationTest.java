package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.app.CommandLine;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server secret is replaced while two providers run: {@code docs/how-to/rotate-the-server-secret.md}, step by step. */
@OnEachDatabase
final class ServerSecretRotationTest {
    // What clients of tests are registered under.
    private static final String OLD = RunningProvider.SECRET;
    private static final String NEW = "bmV3LWZvci10ZXN0cy1vbmx5LWFiY2RlZjAxMjM0NTY3ODk";

    private final TestClock clock = new TestClock();
    private final JdbcAddress address;
    private RunningProvider one;
    private RunningProvider other;
    private final TestClient client;
    private final TestClient opaque;
    private final TestClient byAssertion;
    private final TestClient unused;
    private final TestClient application;
    private final Map<String, String> cookies;
    private final String user;

    ServerSecretRotationTest(TestDatabase database) {
        address = RunningProvider.migrated(database, "rotation");
        one = RunningProvider.under(OLD, address, clock);
        other = RunningProvider.under(OLD, address, clock);
        Registrations registrations = one.registrations();
        client = registrations.confidential(PASSWORD, REFRESH_TOKEN, CLIENT_CREDENTIALS);
        opaque = registrations.register(
                ClientType.CONFIDENTIAL,
                Registrations.permissions(ScopeSet.of("read"), ScopeSet.of("read"), PASSWORD, CLIENT_CREDENTIALS),
                ClientTokens.of(TokenFormat.OPAQUE));
        byAssertion = registrations.authenticatedBy(
                new ClientAuthentication(Set.of(ClientAuthenticationMethod.CLIENT_SECRET_JWT), null));
        unused = registrations.confidential(CLIENT_CREDENTIALS);
        application = new Flow(one).confidential();
        user = registrations.user();
        Browser browser = new Flow(one).loggedIn(user);
        assertThat(new Flow(one).code(browser, application)).isNotEmpty();
        cookies = browser.cookies();
    }

    @AfterEach
    void stop() {
        one.stop();
        other.stop();
    }

    @Test
    void everythingWorksOnBothNodesThroughEachStep() {
        Iterator<Answer> before = Stream.generate(this::logIn).limit(5).toList().iterator();
        List<String> handles = new ArrayList<>(List.of(
                opaqueToken(one, "client_credentials"), opaqueToken(other, "password"), opaqueToken(one, "password")));
        String chain = logIn().text("refresh_token");

        for (String step : List.of(OLD + "," + NEW, NEW + "," + OLD)) {
            one = restarted(one, step);
            chain = works(chain, before.next(), handles);
            other = restarted(other, step);
            chain = works(chain, before.next(), handles);
        }
        CommandLine latchkey = new CommandLine(address, NEW + "," + OLD, clock);
        assertThat(latchkey.run("keys", "rewrap").failed()).isFalse();
        onlyUnusedSecretsAreOld(latchkey);
        assertThat(clientCredentials(one, unused).status()).isEqualTo(200);
        Eventually.holds(() -> latchkey.run("client", "list", "--old-key").out().isBlank());

        String last = logIn().text("refresh_token");
        List<String> fresh = new ArrayList<>(List.of(opaqueToken(other, "password")));
        Map<String, String> session = new Flow(one).loggedIn(user).cookies();
        one = restarted(one, NEW);
        last = signsAndRefreshes(last);
        other = restarted(other, NEW);
        signsAndRefreshes(chain);
        signsAndRefreshes(last);
        assertClients(one);
        assertClients(other);
        assertActive(fresh);
        assertLoggedIn(session);
        endsWithTheOldSecret(handles, refresh(one, before.next()));
    }

    // Through the whole of the rotation nothing asks anybody to log in, to register or to fetch keys again.
    private String works(String chain, Answer before, List<String> handles) {
        assertThat(refresh(other, refresh(one, before.text("refresh_token"))).status())
                .isEqualTo(200);
        handles.add(opaqueToken(one, "password"));
        handles.add(opaqueToken(other, "client_credentials"));
        assertActive(handles);
        assertClients(one);
        assertClients(other);
        assertLoggedIn(cookies);
        aFormOfOneNodeIsTakenByTheOther();
        return signsAndRefreshes(chain);
    }

    private String signsAndRefreshes(String chain) {
        Answer first = refresh(one, chain);
        Answer second = refresh(other, first.text("refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        for (RunningProvider node : List.of(one, other)) {
            String keys = node.http().get("/o/.well-known/jwks.json").body();
            assertThat(keys).contains(keyId(first), keyId(second));
        }
        return second.text("refresh_token");
    }

    private void aFormOfOneNodeIsTakenByTheOther() {
        Browser here = in(one);
        Browser there = in(other);
        Answer page = here.open(Flow.request(application, "prompt", "consent"));
        assertThat(page.status()).isEqualTo(200);
        there.cookies().putAll(here.cookies());
        Answer decided = there.submit(page, "decision", "allow");
        String code = Browser.parameters(decided.header("Location")).get("code");
        assertThat(new Flow(one).redeem(application, code).status()).isEqualTo(200);
    }

    private void assertLoggedIn(Map<String, String> session) {
        for (RunningProvider node : List.of(one, other)) {
            Browser browser = new Browser(node);
            browser.cookies().putAll(session);
            assertThat(browser.get(Flow.request(application, "prompt", "none")).header("Location"))
                    .contains("code=");
        }
    }

    private void assertClients(RunningProvider node) {
        assertThat(clientCredentials(node, client).status()).isEqualTo(200);
        String assertion = Assertions.authenticated(
                byAssertion.secret(),
                Assertions.claims(byAssertion.id(), clock.instant()).build());
        assertThat(node.http()
                        .token(
                                Map.of(),
                                "grant_type",
                                "client_credentials",
                                "client_assertion_type",
                                Assertions.TYPE,
                                "client_assertion",
                                assertion)
                        .status())
                .isEqualTo(200);
    }

    private void assertActive(List<String> handles) {
        for (RunningProvider node : List.of(one, other)) {
            assertThat(handles).allMatch(handle -> isActive(node, handle));
        }
    }

    private void onlyUnusedSecretsAreOld(CommandLine latchkey) {
        // Re-keying follows the use soon; a use while the nodes differed may have set one back.
        Eventually.holds(() -> {
            assertClients(one);
            clientCredentials(one, opaque);
            one.http().post("/o/revoke_token/", Http.basic(application.id(), application.secret()), "token=none");
            return latchkey.run("client", "list", "--old-key").out().lines().count() == 1;
        });
        assertThat(latchkey.run("client", "list", "--old-key").out()).startsWith(unused.id());
    }

    // What nobody used since: its owner logs in once more.
    private void endsWithTheOldSecret(List<String> handles, Answer refused) {
        assertThat(refused.status()).isEqualTo(400);
        assertThat(isActive(one, handles.get(0))).isFalse();
        assertThat(in(one).get(Flow.request(application, "prompt", "none")).header("Location"))
                .contains("login_required");
    }

    private RunningProvider restarted(RunningProvider node, String secrets) {
        node.stop();
        return RunningProvider.under(secrets, address, clock);
    }

    private Browser in(RunningProvider node) {
        Browser browser = new Browser(node);
        browser.cookies().putAll(cookies);
        return browser;
    }

    private Answer logIn() {
        return logIn(one);
    }

    private Answer logIn(RunningProvider node) {
        return node.http()
                .token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    private String opaqueToken(RunningProvider node, String grant) {
        return node.http()
                .token(opaque, "grant_type", grant, "username", user, "password", Registrations.PASSWORD)
                .text("access_token");
    }

    private static Answer clientCredentials(RunningProvider node, TestClient client) {
        return node.http().token(client, "grant_type", "client_credentials");
    }

    private Answer refresh(RunningProvider node, Answer previous) {
        return refresh(node, previous.text("refresh_token"));
    }

    private Answer refresh(RunningProvider node, String token) {
        return node.http().token(client, "grant_type", "refresh_token", "refresh_token", token);
    }

    private boolean isActive(RunningProvider node, String handle) {
        return node.http()
                .post("/o/introspect/", Http.basic(opaque.id(), opaque.secret()), Http.encode("token", handle))
                .json()
                .path("active")
                .asBoolean();
    }

    private static String keyId(Answer issued) {
        String header = issued.text("access_token").split("\\.", -1)[0];
        String json = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
        return json.replaceFirst(".*\"kid\":\"([^\"]*)\".*", "$1");
    }
}
