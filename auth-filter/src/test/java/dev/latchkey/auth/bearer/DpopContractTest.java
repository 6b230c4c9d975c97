package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.dpop.ProofMaker;
import dev.latchkey.auth.jose.SigningAlgorithm;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** RFC 9449 section 7 over HTTP. */
@ExtendWith(DropwizardExtensionsSupport.class)
class DpopContractTest {
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> ALLOWING = api("allowed", "false");
    private static final DropwizardAppExtension<GuardedApplication.Settings> REQUIRING = api("required", "false");
    private static final DropwizardAppExtension<GuardedApplication.Settings> OFF = api("off", "false");
    private static final DropwizardAppExtension<GuardedApplication.Settings> WITH_NONCE = api("allowed", "true");

    private static final ProofMaker CLIENT = new ProofMaker(SigningAlgorithm.ES256, GuardedApplication.CLOCK);
    private static final ProofMaker THIEF = new ProofMaker(SigningAlgorithm.ES256, GuardedApplication.CLOCK);
    private static final String USERS = "https://api.example/users";

    private final String token =
            ISSUER.token(Map.of("scope", "read", "cnf", Map.of("jkt", CLIENT.thumbprint()), "jti", "bound"));

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Test
    void takesABoundTokenWithItsProof() {
        assertThat(send(ALLOWING, token, proof()).body()).isEqualTo("alice");
        assertThat(send(REQUIRING, token, proof()).body()).isEqualTo("alice");
    }

    @Test
    @Attack(188)
    void takesAProofOnceThoughTheTokenIsRemembered() {
        String proof = proof();
        assertThat(send(ALLOWING, token, proof).statusCode()).isEqualTo(200);

        assertBadProof(send(ALLOWING, token, proof));
        assertBadProof(send(ALLOWING, token));
        assertThat(send(ALLOWING, token, proof()).statusCode()).isEqualTo(200);
    }

    @Test
    @Attack({187, 193})
    void refusesABoundTokenSentAsBearer() {
        assertThat(send(ALLOWING, token, proof()).statusCode()).isEqualTo(200);

        for (String bound : List.of(
                token,
                ISSUER.token(Map.of("cnf", Map.of("x5t#S256", "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"))),
                ISSUER.token(Map.of("cnf", Map.of())),
                ISSUER.token(Map.of("cnf", "text")))) {
            HttpResponse<String> refused = bearer(ALLOWING, bound, proof());

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(challenges(refused))
                    .anyMatch(challenge ->
                            challenge.startsWith("Bearer ") && challenge.contains("error=\"invalid_token\""));
        }
    }

    @Test
    @Attack(187)
    void refusesATokenThatIsNotBoundToTheKey() {
        for (Map<String, ?> claims : List.of(
                Map.of("scope", "read"),
                Map.of("scope", "read", "cnf", Map.of("jkt", THIEF.thumbprint())),
                Map.of("scope", "read", "cnf", Map.of("jkt", List.of(CLIENT.thumbprint()))),
                Map.of("scope", "read", "cnf", Map.of("jkt", CLIENT.thumbprint(), "x5t#S256", "x")),
                Map.of("scope", "read", "cnf", CLIENT.thumbprint()))) {
            String other = ISSUER.token(claims);
            HttpResponse<String> refused = send(ALLOWING, other, CLIENT.proof("GET", USERS, other));

            assertThat(refused.statusCode()).as(claims.toString()).isEqualTo(401);
            assertThat(refused.body()).contains("\"invalid_token\"");
            assertThat(challenges(refused))
                    .anyMatch(challenge ->
                            challenge.startsWith("DPoP ") && challenge.contains("error=\"invalid_token\""));
        }
    }

    @Test
    @Attack({189, 190, 191})
    void refusesAProofThatDoesNotFitTheRequest() {
        assertBadProof(send(ALLOWING, token));
        assertBadProof(send(ALLOWING, token, ""));
        assertBadProof(send(ALLOWING, token, "garbage"));
        assertBadProof(send(ALLOWING, token, proof(), proof()));
        assertBadProof(send(ALLOWING, token, CLIENT.proof("POST", USERS, token)));
        assertBadProof(send(ALLOWING, token, CLIENT.proof("GET", "https://api.example/groups", token)));
        assertBadProof(send(ALLOWING, token, CLIENT.proof("GET", USERS, "another token")));
    }

    @Test
    @Attack(189)
    void comparesTheMethodThatWasSentThoughGetServesHead() {
        assertThat(head(CLIENT.proof("HEAD", USERS, token)).statusCode()).isEqualTo(200);
        assertThat(head(CLIENT.proof("GET", USERS, token)).statusCode()).isEqualTo(401);
        assertBadProof(send(ALLOWING, token, CLIENT.proof("HEAD", USERS, token)));
    }

    @Test
    @Attack(189)
    void doesNotBelieveTheHostOfARequest() {
        String local = "http://127.0.0.1:" + ALLOWING.getLocalPort() + "/users";
        assertBadProof(send(ALLOWING, token, CLIENT.proof("GET", local, token)));

        HttpRequest.Builder forwarded = request(ALLOWING, "DPoP " + token)
                .header("DPoP", CLIENT.proof("GET", "https://evil.example/users", token))
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "host=evil.example;proto=https");
        assertBadProof(http(ALLOWING).send(forwarded));
    }

    @Test
    void asksForTokensInTheSchemesThatItTakes() {
        assertThat(challenges(http(ALLOWING).get("/users")))
                .containsExactly(
                        "Bearer realm=\"https://api.example\", scope=\"read\"",
                        "DPoP realm=\"https://api.example\", scope=\"read\", algs=\"ES256 RS256\"");
        assertThat(challenges(http(REQUIRING).get("/users")))
                .containsExactly("DPoP realm=\"https://api.example\", scope=\"read\", algs=\"ES256 RS256\"");
        assertThat(challenges(http(OFF).get("/users")))
                .containsExactly("Bearer realm=\"https://api.example\", scope=\"read\"");
    }

    @Test
    void takesBearerTokensWhereProofsAreNotRequired() {
        String unbound = ISSUER.token("read");

        assertThat(bearer(ALLOWING, unbound).statusCode()).isEqualTo(200);
        assertThat(bearer(OFF, unbound).statusCode()).isEqualTo(200);
        assertThat(bearer(REQUIRING, unbound).statusCode()).isEqualTo(401);
        assertThat(bearer(REQUIRING, token, proof()).statusCode()).isEqualTo(401);
    }

    @Test
    @Attack(187)
    void takesNoBoundTokenWhereProofsAreNotKnown() {
        assertThat(send(OFF, token, proof()).statusCode()).isEqualTo(401);
        assertThat(bearer(OFF, token, proof()).statusCode()).isEqualTo(401);
    }

    @Test
    void isNeverAStrangerWithATokenThatIsRefused() {
        for (DropwizardAppExtension<GuardedApplication.Settings> api : List.of(ALLOWING, REQUIRING, OFF)) {
            assertThat(http(api).get("/rules/greeting").body()).isEqualTo("stranger");
            assertThat(http(api).get("/rules/greeting", "DPoP " + token).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    @Attack(192)
    void wantsItsNonceWhereItIsSetTo() {
        HttpResponse<String> refused = send(WITH_NONCE, token, proof());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(challenges(refused)).singleElement().asString().contains("DPoP ", "error=\"use_dpop_nonce\"");
        String nonce = refused.headers().firstValue("DPoP-Nonce").orElseThrow();

        String proof = CLIENT.proof("GET", USERS, token, Map.of(), Map.of("nonce", nonce));

        assertThat(send(WITH_NONCE, token, proof).statusCode()).isEqualTo(200);
        assertBadProof(send(WITH_NONCE, token, proof));
    }

    @Test
    void comparesScopesWhicheverTheScheme() {
        HttpResponse<String> refused = http(ALLOWING)
                .send(http(ALLOWING)
                        .request("POST", "/users")
                        .header("Authorization", "dpop " + token)
                        .header("DPoP", CLIENT.proof("POST", USERS, token)));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(challenges(refused)).allMatch(challenge -> challenge.contains("error=\"insufficient_scope\""));
    }

    private static void assertBadProof(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(challenges(response))
                .singleElement()
                .asString()
                .startsWith("DPoP ")
                .contains("error=\"invalid_dpop_proof\"", "algs=\"ES256 RS256\"");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    private String proof() {
        return CLIENT.proof("GET", USERS, token);
    }

    private static HttpResponse<String> send(
            DropwizardAppExtension<GuardedApplication.Settings> api, String token, String... proofs) {
        HttpRequest.Builder request = request(api, "DPoP " + token);
        for (String proof : proofs) {
            request.header("DPoP", proof);
        }
        return http(api).send(request);
    }

    private HttpResponse<String> head(String proof) {
        return http(ALLOWING)
                .send(http(ALLOWING)
                        .request("HEAD", "/users")
                        .header("Authorization", "DPoP " + token)
                        .header("DPoP", proof));
    }

    private static HttpResponse<String> bearer(
            DropwizardAppExtension<GuardedApplication.Settings> api, String token, String... proofs) {
        HttpRequest.Builder request = request(api, "Bearer " + token);
        for (String proof : proofs) {
            request.header("DPoP", proof);
        }
        return http(api).send(request);
    }

    private static HttpRequest.Builder request(
            DropwizardAppExtension<GuardedApplication.Settings> api, String authorization) {
        return http(api).request("GET", "/users").header("Authorization", authorization);
    }

    private static BearerHttp http(DropwizardAppExtension<GuardedApplication.Settings> api) {
        return new BearerHttp(api.getLocalPort());
    }

    private static List<String> challenges(HttpResponse<?> response) {
        return response.headers().allValues("WWW-Authenticate");
    }

    // The overrides are system properties: each application has its own.
    private static DropwizardAppExtension<GuardedApplication.Settings> api(String mode, String nonce) {
        String prefix = "dpop-" + mode + "-" + nonce;
        return new DropwizardAppExtension<>(
                GuardedApplication.class,
                ResourceHelpers.resourceFilePath("api.yml"),
                prefix,
                ConfigOverride.config(prefix, "bearerAuth.issuer", ISSUER.issuer()),
                ConfigOverride.config(prefix, "bearerAuth.dpop.mode", mode),
                ConfigOverride.config(prefix, "bearerAuth.dpop.nonce", nonce));
    }
}
