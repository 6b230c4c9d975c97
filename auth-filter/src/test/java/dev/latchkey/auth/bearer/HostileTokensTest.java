package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.dpop.ProofMaker;
import dev.latchkey.auth.jose.SigningAlgorithm;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever arrives is answered 400, 401 or 431, in JSON where the filter answers, and tells nothing. */
@ExtendWith(DropwizardExtensionsSupport.class)
class HostileTokensTest {
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> API = new DropwizardAppExtension<>(
            GuardedApplication.class,
            ResourceHelpers.resourceFilePath("api.yml"),
            "hostile",
            ConfigOverride.config("hostile", "bearerAuth.issuer", ISSUER.issuer()));
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "1e-400",
            "99999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"${7*7}\"",
            "\"a\\r\\nb\"",
            "\"" + "x".repeat(3_000) + "\"",
            "[]",
            "[null]",
            "[[]]",
            "[1,\"https://api.example\"]",
            "{}",
            "{\"a\":null}",
            "[".repeat(12) + "]".repeat(12));

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Test
    void survivesOddValuesInHeaders() {
        for (String member : List.of("alg", "typ", "kid")) {
            for (String value : ODD_VALUES) {
                assertRefused(signed(json(header(), member, value), json(claims())));
            }
        }
        for (String member : List.of("jwk", "jku", "x5c", "x5u", "cty", "zip", "enc", "epk", "x5t#S256")) {
            for (String value : ODD_VALUES) {
                assertNoFault(signed(json(header(), member, value), json(claims())));
            }
        }
    }

    @Test
    void survivesOddAlgorithms() {
        for (String alg : List.of(
                "none",
                "NONE",
                "nOnE",
                "HS256",
                "HS512",
                "ES256K",
                "ES512",
                "PS256",
                "RS1",
                "RS256",
                "es256",
                "ES256 ",
                "ES256\\u0000",
                "dir",
                "RSA-OAEP",
                "EdDSA",
                "Ed25519",
                "A128GCMKW",
                "../../etc/passwd",
                "ML-DSA-44")) {
            assertRefused(signed(json(header(), "alg", "\"" + alg + "\""), json(claims())));
        }
    }

    @Test
    void survivesOddValuesInSignedClaims() {
        for (String claim : List.of("iss", "aud", "exp")) {
            for (String value : ODD_VALUES) {
                assertRefused(signed(json(header()), json(claims(), claim, value)));
            }
        }
        for (String claim : List.of(
                "iat",
                "nbf",
                "scope",
                "username",
                "cnf",
                "status",
                "roles",
                "auth_time",
                "acr",
                "jti",
                "exp",
                "sub",
                "client_id")) {
            for (String value : ODD_VALUES) {
                assertNoFault(signed(json(header()), json(claims(), claim, value)));
            }
        }
    }

    @Test
    void survivesJsonThatIsNone() {
        String good = json(claims());
        for (String payload : List.of(
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}",
                "{}{}",
                good + good,
                good + " x",
                "\ufeff" + good,
                good.replace("}", ",}"),
                good.replace("{", "{\"iss\":\"x\","),
                good.replace("}", ",\"exp\":99999999999}"),
                good.replace("\"iss\"", "\"\\u0069ss\":\"x\",\"iss\""),
                good.replace("}", ",\"a\":" + "[".repeat(500) + "]".repeat(500) + "}"),
                good.replace("}", ",\"a\":" + "9".repeat(3_000) + "}"),
                good.replace("{", "{/* */"),
                good.replace('"', '\''))) {
            assertRefused(signed(json(header()), payload));
        }
    }

    @Test
    void refusesATokenInAnotherEncoding() {
        for (Charset charset : List.of(
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_8)) {
            String mark = charset.equals(StandardCharsets.UTF_8) ? "\ufeff" : "";
            byte[] payload = (mark + json(claims())).getBytes(charset);

            assertRefused(signed(Base64URL.encode(json(header())) + "." + Base64URL.encode(payload)));
        }
    }

    @Test
    void survivesNoiseInTheHeader() {
        Random random = new Random(42);
        String good = ISSUER.token("read");
        for (int i = 0; i < 300; i++) {
            StringBuilder broken = new StringBuilder(good);
            for (int changes = 0; changes <= random.nextInt(3); changes++) {
                broken.setCharAt(random.nextInt(broken.length()), (char) (33 + random.nextInt(94)));
            }
            if (!broken.toString().equals(good)) {
                assertRefused(broken.toString());
            }
        }
        for (int length : new int[] {7_000, 8_000, 9_000, 20_000}) {
            assertThat(get("Bearer " + "a".repeat(length)).statusCode()).isIn(400, 401, 431);
            assertThat(get("Bearer a." + "b".repeat(length) + ".c").statusCode())
                    .isIn(400, 401, 431);
        }
        for (String dots : List.of(".", "..", "...", "....", "a..b", ".".repeat(5_000))) {
            assertRefused(dots);
        }
    }

    @Test
    void survivesHostileProofs() {
        ProofMaker client = new ProofMaker(SigningAlgorithm.ES256, GuardedApplication.CLOCK);
        String token = ISSUER.token(Map.of("cnf", Map.of("jkt", client.thumbprint()), "scope", "read"));
        List<Object> odd = List.of(
                true, 0, -1, 1e300, "", " ", "\u0000", "x".repeat(2_000), List.of(), Map.of(), List.of(Map.of()));
        for (Object value : odd) {
            for (String member : List.of("typ", "alg", "jwk", "crit", "b64")) {
                assertRefusedProof(
                        token,
                        client.proof("GET", "https://api.example/users", token, Map.of(member, value), Map.of()));
            }
            for (String member : List.of("kty", "crv", "x", "y", "n", "e")) {
                Map<String, Object> key = new LinkedHashMap<>(client.privateKey());
                key.remove("d");
                key.put(member, value);
                if (!List.of("n", "e").contains(member)) {
                    assertRefusedProof(
                            token,
                            client.proof("GET", "https://api.example/users", token, Map.of("jwk", key), Map.of()));
                }
            }
            for (String claim : List.of("htm", "htu", "iat", "ath")) {
                assertRefusedProof(
                        token, client.proof("GET", "https://api.example/users", token, Map.of(), Map.of(claim, value)));
            }
        }
    }

    private static void assertRefused(String token) {
        HttpResponse<String> response = get("Bearer " + token);
        assertThat(response.statusCode()).as(token).isIn(400, 401);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertTellsNothing(response);
    }

    private static void assertNoFault(String token) {
        HttpResponse<String> response = get("Bearer " + token);
        assertThat(response.statusCode()).as(token).isIn(200, 400, 401, 403);
        assertTellsNothing(response);
    }

    private static void assertRefusedProof(String token, String proof) {
        BearerHttp http = new BearerHttp(API.getLocalPort());
        HttpResponse<String> response = http.send(http.request("GET", "/users")
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof));
        assertThat(response.statusCode()).as(proof).isEqualTo(401);
        assertTellsNothing(response);
    }

    private static void assertTellsNothing(HttpResponse<String> response) {
        assertThat(response.body() + BearerHttp.challenge(response))
                .doesNotContain("xception", "nimbus", "jackson", "java.", "passwd");
    }

    private static HttpResponse<String> get(String authorization) {
        return new BearerHttp(API.getLocalPort()).get("/users", authorization);
    }

    private static Map<String, String> header() {
        return new LinkedHashMap<>(Map.of(
                "alg", "\"ES256\"",
                "typ", "\"at+jwt\"",
                "kid", "\"" + ISSUER.key().keyId() + "\""));
    }

    private static Map<String, String> claims() {
        return ISSUER.claims().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        claim -> claim.getValue() instanceof String text
                                ? "\"" + text + "\""
                                : claim.getValue().toString()));
    }

    private static String json(Map<String, String> members, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return json(changed);
    }

    private static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String signed(String header, String payload) {
        return signed(Base64URL.encode(header) + "." + Base64URL.encode(payload));
    }

    private static String signed(String input) {
        try {
            ECKey key = ECKey.parse(ISSUER.key().toPrivateJwk());
            return input + "."
                    + new ECDSASigner(key)
                            .sign(new JWSHeader(JWSAlgorithm.ES256), input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
