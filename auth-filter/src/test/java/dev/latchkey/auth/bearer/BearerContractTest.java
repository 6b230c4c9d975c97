package dev.latchkey.auth.bearer;

import static dev.latchkey.auth.bearer.BearerHttp.challenge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DropwizardExtensionsSupport.class)
class BearerContractTest {
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> API = new DropwizardAppExtension<>(
            GuardedApplication.class,
            ResourceHelpers.resourceFilePath("api.yml"),
            ConfigOverride.config("bearerAuth.issuer", ISSUER.issuer()));
    private static final String REALM = "Bearer realm=\"https://api.example\"";

    private BearerHttp api;

    @BeforeEach
    void connect() {
        api = new BearerHttp(API.getLocalPort());
    }

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Contract(90)
    @Attack(264)
    @Test
    void asksForATokenWithoutAnErrorCode() {
        HttpResponse<String> response = api.get("/users");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenge(response)).isEqualTo(REALM + ", scope=\"read\"");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.body())
                .startsWith("{\"error\":\"unauthorized\",\"error_description\":\"An access token is");
    }

    @Contract(91)
    @ParameterizedTest
    @ValueSource(strings = {"garbled", "a.b.c", "!", "e30.e30.e30", "..", "\"\\", "a/b+c=="})
    void refusesAGarbledToken(String token) {
        assertInvalid(api.getWith("/users", token), "The access token is invalid.");
    }

    @Contract(91)
    @Test
    void saysThatATokenHasExpired() {
        String token =
                ISSUER.token(Map.of("exp", GuardedApplication.CLOCK.instant().getEpochSecond()));

        assertInvalid(api.getWith("/users", token), "The access token has expired.");
    }

    @Contract({91, 105})
    @Test
    void refusesARememberedTokenAtItsExpiry() {
        String token = ISSUER.token("read");
        assertThat(api.getWith("/users", token).statusCode()).isEqualTo(200);

        GuardedApplication.CLOCK.advance(Duration.ofSeconds(599));
        assertThat(api.getWith("/users", token).statusCode()).isEqualTo(200);
        GuardedApplication.CLOCK.advance(Duration.ofSeconds(1));

        assertInvalid(api.getWith("/users", token), "The access token has expired.");
    }

    @Contract(92)
    @Attack(268)
    @Test
    void namesTheScopesThatAreNeeded() {
        HttpResponse<String> response = api.getWith("/rules/all", ISSUER.token("a"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"insufficient_scope\","
                        + "\"error_description\":\"You do not have permission to perform this action.\"}");
        assertThat(challenge(response))
                .isEqualTo(REALM + ", error=\"insufficient_scope\", "
                        + "error_description=\"You do not have permission to perform this action.\", scope=\"a b\"");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Attack(183)
    @ParameterizedTest
    @CsvSource({
        "/rules/all,a:b",
        "/rules/all,ab a b:a",
        "/rules/all,A b",
        "/rules/all,aa bb",
        "/rules/all,a.b",
        "/rules/all,a b2",
        "/rules/music,music:readall",
        "/rules/music,music:rea",
        "/rules/music,music",
        "/rules/music,read",
        "/rules/music,xmusic:read",
        "/rules/music,music:read:all",
        "/rules/music,music:read/all"
    })
    void takesNoPartOfAScopeForTheScope(String path, String scope) {
        assertThat(api.getWith(path, ISSUER.token(scope)).statusCode()).isEqualTo(403);
        assertThat(api.getWith(path, ISSUER.token("a b music:read " + scope)).statusCode())
                .isEqualTo(200);
    }

    @Contract(93)
    @Test
    void letsAReadTokenReadOnly() {
        String token = ISSUER.token("read");

        assertThat(api.getWith("/users", token).body()).isEqualTo("alice");
        assertThat(api.send("HEAD", "/users", "Bearer " + token).statusCode()).isEqualTo(200);
        assertThat(api.send("POST", "/users", "Bearer " + token).statusCode()).isEqualTo(403);
        assertThat(api.send("POST", "/users", "Bearer " + ISSUER.token("write")).statusCode())
                .isEqualTo(200);
        assertThat(api.getWith("/groups", token).statusCode()).isEqualTo(403);
        assertThat(api.getWith("/groups", ISSUER.token("groups")).statusCode()).isEqualTo(200);
    }

    @Contract({94, 95})
    @Attack(269)
    @ParameterizedTest
    @CsvSource({
        "/rules/all,a b,200",
        "/rules/all,b,403",
        "/rules/any,b,200",
        "/rules/any,c,403",
        "/rules/alternatives,b a,200",
        "/rules/alternatives,c,200",
        "/rules/alternatives,a,403",
        "/rules/music,music:read,200",
        "/rules/music,music:write,403",
        "/rules/more,read extra,200",
        "/rules/more,read,403",
        "/rules/token,x,200",
        "/groups/read,read,200",
        "/groups/read,groups,403",
        "/rules/async,read,200",
        "/rules/async,write,403",
        "/rules/suspended,read,200",
        "/rules/suspended,write,403",
        "/rules/located,a,200",
        "/rules/located,b,403",
        "/rules/located/forgotten,a,403",
        "/rules/ruled-locator,a b,200",
        "/rules/ruled-locator,a,403",
        "/rules/ruled-locator,b,403",
        "/rules/ruled-locator/forgotten,b,200",
        "/rules/ruled-locator/forgotten,a,403",
        "/rules/classes,a,200",
        "/rules/classes,b,403",
        "/inherited/interface,b,200",
        "/inherited/interface,a,403",
        "/inherited/base,c,200",
        "/inherited/base,a,403",
        "/inherited/class,a,200",
        "/inherited/class,b,403"
    })
    void appliesTheRuleOfTheEndpoint(String path, String scope, int status) {
        assertThat(api.getWith(path, ISSUER.token(scope)).statusCode()).isEqualTo(status);
        assertThat(api.get(path).statusCode()).isIn(401, 403);
    }

    @Contract(94)
    @Test
    void asksForTheWriteScopeOfAResource() {
        assertThat(api.send("POST", "/rules/music", "Bearer " + ISSUER.token("music:write"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.send("POST", "/rules/music", "Bearer " + ISSUER.token("music:read"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Contract({95, 105})
    @Attack(269)
    @ParameterizedTest
    @ValueSource(strings = {"/rules/forgotten", "/rules/denied", "/rules/located/forgotten", "/rules/anything"})
    void closesAnEndpointThatNoKnownRuleOpens(String path) {
        HttpResponse<String> withToken = api.getWith(path, ISSUER.token("read write admin"));

        assertThat(withToken.statusCode()).isEqualTo(403);
        assertThat(withToken.body()).startsWith("{\"error\":\"access_denied\"").doesNotContain("secret");
        assertThat(api.get(path).statusCode()).isEqualTo(403);
        assertThat(api.send("HEAD", path).statusCode()).isEqualTo(403);
    }

    @Contract(105)
    @Test
    void comparesTheRolesOfTheToken() {
        String admin = ISSUER.token(Map.of("roles", List.of("reader", "admin"), "scope", "-"));

        assertThat(api.getWith("/rules/roles", admin).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = api.getWith("/rules/roles", ISSUER.token(Map.of("roles", List.of("reader"))));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(challenge(refused)).contains("error=\"insufficient_scope\"").doesNotContain(" scope=");
        assertThat(api.getWith("/rules/roles", ISSUER.token("admin")).statusCode())
                .isEqualTo(403);
        assertThat(api.get("/rules/roles").statusCode()).isEqualTo(401);
    }

    @Contract(95)
    @Test
    void opensWhatIsDeclaredOpen() {
        assertThat(api.get("/rules/open").body()).isEqualTo("open");
        assertThat(api.getWith("/rules/open", "garbled").statusCode()).isEqualTo(200);
    }

    @Contract(105)
    @Test
    void neverTakesABadTokenForAnonymous() {
        assertThat(api.get("/rules/greeting").body()).isEqualTo("stranger");
        assertThat(api.getWith("/rules/greeting", ISSUER.token("read")).body()).isEqualTo("alice");
        assertInvalid(api.getWith("/rules/greeting", "garbled"), "The access token is invalid.");
    }

    @Contract(96)
    @Attack(265)
    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "Bearer "})
    void takesTheSchemeInAnyCase(String scheme) {
        assertThat(api.get("/users", scheme + ISSUER.token("read")).statusCode())
                .isEqualTo(200);
    }

    @Contract(96)
    @Attack(265)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "BearerX %s",
                "Bearer  %s",
                "Bearer %s %s",
                "Bearer %s,%s",
                "Bearer %s, Bearer %s",
                "Bearer\t%s",
                "Bearer:%s",
                "%s",
                "Basic %s",
                "Bearer \"%s\"",
                "Bearer %s;",
                "Token %s",
                "Bearer=%s"
            })
    void neverAcceptsAHeaderOfAnotherForm(String form) {
        String header = form.replace("%s", ISSUER.token("read"));

        HttpResponse<String> response = api.get("/users", header);

        assertThat(response.statusCode()).isIn(400, 401);
        assertThat(challenge(response)).startsWith("Bearer realm=");
    }

    @Contract({96, 105})
    @Attack(265)
    @Test
    void refusesTwoAuthorizationHeaders() {
        String good = "Bearer " + ISSUER.token("read");

        for (String other : new String[] {good, "Bearer garbled", "Basic YTpi"}) {
            assertThat(api.get("/users", good, other).statusCode()).isEqualTo(400);
            assertThat(api.get("/users", other, good).body()).contains("\"invalid_request\"");
        }
    }

    @Attack(265)
    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "\u0000", "\u007f", "\u001b", "\u00e9"})
    void neverAcceptsControlCharacters(String character) throws Exception {
        String request = "GET /users HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                + ISSUER.token("read") + character + "\r\n\r\n";

        assertThat(api.raw(request)).containsPattern(Pattern.compile("^HTTP/1.1 40[01]"));
    }

    @Contract({97, 105})
    @Attack(266)
    @Test
    void neverReadsATokenFromTheQueryOrAForm() {
        String token = ISSUER.token("read write");

        assertThat(api.get("/users?access_token=" + token).statusCode()).isEqualTo(401);
        assertThat(challenge(api.get("/users?access_token=" + token))).doesNotContain("error");
        assertThat(api.send(api.request("POST", "/users")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("access_token=" + token)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Attack(267)
    @Test
    void refusesATokenInHeaderAndQuery() {
        String token = ISSUER.token("read");

        HttpResponse<String> response = api.getWith("/users?access_token=" + token, token);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(challenge(response)).contains("error=\"invalid_request\"");
    }

    @Contract(98)
    @Test
    void letsACorsPreflightPass() {
        HttpResponse<String> preflight = api.send(api.request("OPTIONS", "/users")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST"));

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(api.send("OPTIONS", "/users").statusCode()).isEqualTo(401);
        assertThat(api.send(api.request("POST", "/users")
                                .header("Origin", "https://app.example")
                                .header("Access-Control-Request-Method", "POST"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Contract(99)
    @Attack(271)
    @Test
    void refusesATokenForAnotherApi() {
        assertInvalid(
                api.getWith("/users", ISSUER.token(Map.of("aud", "https://other.example"))),
                "The access token is not valid for this resource.");
    }

    @Contract(101)
    @Attack(121)
    @Test
    void refusesAnApplicationsTokenWhereAUserIsDemanded() {
        String service = ISSUER.token(Map.of("sub", "app", "username", "-", "scope", "profile"));
        String disguised = ISSUER.token(Map.of("sub", "app", "username", "alice"));
        String nameless = ISSUER.token(Map.of("username", "-"));

        assertThat(api.getWith("/me", ISSUER.token("")).body()).isEqualTo("alice");
        for (String token : new String[] {service, disguised, nameless}) {
            HttpResponse<String> response = api.getWith("/me", token);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.body()).contains("A user's access token is needed");
        }
        assertThat(api.getWith("/me/profile", service).statusCode()).isEqualTo(403);
        assertThat(api.getWith("/me/profile", ISSUER.token("profile")).statusCode())
                .isEqualTo(200);
    }

    @Contract(103)
    @Test
    void refusesOtherJwtsOfTheIssuer() {
        String invalid = "The access token is invalid.";

        assertInvalid(api.getWith("/users", ISSUER.sign("JWT", ISSUER.claims())), invalid);
        assertInvalid(api.getWith("/users", ISSUER.sign("logout+jwt", ISSUER.claims())), invalid);
        assertInvalid(api.getWith("/users", ISSUER.token(Map.of("iss", ISSUER.issuer() + "/"))), invalid);
        long future = GuardedApplication.CLOCK.instant().getEpochSecond() + 31;
        assertInvalid(api.getWith("/users", ISSUER.token(Map.of("nbf", future))), invalid);
        JwtSigner foreign = new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256));
        assertInvalid(api.getWith("/users", foreign.sign("at+jwt", ISSUER.claims())), invalid);
    }

    @Attack(286)
    @Test
    void tellsNothingAboutTheServer() {
        HttpResponse<String> response = api.getWith("/users", "garbled");

        assertThat(response.body()).doesNotContain("latchkey", "Exception", "segments");
        assertThat(response.headers().firstValue("Server")).isEmpty();
    }

    private static void assertInvalid(HttpResponse<String> response, String description) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenge(response))
                .isEqualTo(REALM + ", error=\"invalid_token\", error_description=\"" + description + "\"");
        assertThat(response.body())
                .isEqualTo("{\"error\":\"invalid_token\",\"error_description\":\"" + description + "\"}");
    }
}
