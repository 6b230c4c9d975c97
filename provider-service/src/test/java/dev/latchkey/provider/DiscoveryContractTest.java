package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Metadata and keys, read by parsers that are not ours. */
@OnEachDatabase
final class DiscoveryContractTest {
    private static final String ISSUER = "http://localhost:8000/o";

    private final RunningProvider provider;
    private final Http http;

    DiscoveryContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
    }

    @Test
    @Contract(112)
    void listsTheImplicitGrantOnceAClientIsRegisteredForIt() throws Exception {
        awaitImplicit();

        AuthorizationServerMetadata metadata = AuthorizationServerMetadata.parse(
                http.get("/.well-known/oauth-authorization-server/o").body());

        assertThat(metadata.getResponseTypes()).hasToString("[code, token]");
        assertThat(metadata.getResponseModes()).hasToString("[query, fragment]");
        assertThat(metadata.getGrantTypes()).contains(GrantType.IMPLICIT, GrantType.AUTHORIZATION_CODE);
    }

    // Other tests register such clients too: from then on the document stays as it is.
    private void awaitImplicit() {
        new Flow(provider).client(ClientType.CONFIDENTIAL, new ClientPolicy(true, false, false, true, Set.of()));
        Eventually.holds(() -> http.get("/o/.well-known/oauth-authorization-server")
                .json()
                .path("grant_types_supported")
                .toString()
                .contains("\"implicit\""));
    }

    @Test
    @Contract(112)
    void describesItselfAtBothPlacesAlike() throws Exception {
        awaitImplicit();
        Answer inserted = http.get("/.well-known/oauth-authorization-server/o");
        Answer appended = http.get("/o/.well-known/oauth-authorization-server");

        AuthorizationServerMetadata metadata = AuthorizationServerMetadata.parse(inserted.body());
        assertThat(appended.body()).isEqualTo(inserted.body());
        assertThat(metadata.getIssuer().getValue()).isEqualTo("http://localhost:8000/o");
        assertThat(metadata.getTokenEndpointURI()).hasToString("http://localhost:8000/o/token/");
        // RFC 8414 section 2: wherever clients may authenticate by JWT, the algorithms too.
        assertThat(metadata.getTokenEndpointJWSAlgs())
                .isEqualTo(metadata.getRevocationEndpointJWSAlgs())
                .isEqualTo(metadata.getIntrospectionEndpointJWSAlgs())
                .contains(JWSAlgorithm.ES256);
        assertThat(inserted.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(inserted.header("Cache-Control")).contains("max-age");
    }

    @Test
    void answersInOneShapeWhereThereIsNothing() {
        for (String path : List.of("/nope", "/o/nope", "/nope/o/token/")) {
            TokenEndpointContractTest.assertError(http.get(path), 404, "not_found");
        }
    }

    @Test
    @Attack(236)
    void listsWhatIsThereAndNothingThatIsNotBuilt() {
        JsonNode metadata =
                http.get("/o/.well-known/oauth-authorization-server").json();

        assertThat(metadata.path("issuer").asText()).isEqualTo(ISSUER);
        Map<String, String> addresses = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : metadata.properties()) {
            assertThat(member.getKey())
                    .doesNotMatch("(dpop|tls_client|mtls|registration|userinfo|end_session|check_session|backchannel"
                            + "|frontchannel|request|require|authorization_details|claims|subject|id_token|acr).*");
            if (member.getKey().endsWith("_endpoint") || member.getKey().endsWith("_uri")) {
                addresses.put(member.getKey(), member.getValue().asText());
            }
        }
        assertThat(addresses).hasSizeGreaterThan(7);
        addresses.forEach((name, address) -> {
            assertThat(address).as(name).startsWith(ISSUER + "/");
            String path = address.substring(ISSUER.length() - "/o".length());
            assertThat(http.get(path).status()).as(name).isIn(200, 302, 400, 405);
        });
    }

    @Test
    @Attack(235)
    void isNotMovedByTheHostHeader() throws Exception {
        for (String path : List.of(
                "/o/.well-known/oauth-authorization-server",
                "/.well-known/oauth-authorization-server/o",
                "/o/login/",
                "/o/account/",
                "/o/device/",
                "/o/status/",
                "/o/authorize/?client_id=nobody",
                "/nope")) {
            String answer = spoofed(path);
            assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotContain("evil.example");
            // Leads on by a path of its own, or by the address that was configured.
            assertThat(answer).as(path).doesNotContainPattern("(?i)\r\nLocation: (?!/[a-z]|http://localhost:8000/o)");
        }
    }

    private String spoofed(String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                + "Forwarded: host=evil.example\r\nX-Forwarded-Port: 666\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), provider.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @Attack(184)
    void publishesTheKeysThatVerifyItsTokensAndNothingPrivate() throws Exception {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        Answer keys = http.get("/o/.well-known/jwks.json");
        SignedJWT token = SignedJWT.parse(
                http.token(client, "grant_type", "client_credentials").text("access_token"));

        JWKSet set = JWKSet.parse(keys.body());
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.verify(new ECDSAVerifier(
                        set.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        keys.json()
                .path("keys")
                .forEach(key -> assertThat(key.fieldNames())
                        .toIterable()
                        .doesNotContainAnyElementsOf(List.of("d", "p", "q", "dp", "dq", "qi", "k")));
    }
}
