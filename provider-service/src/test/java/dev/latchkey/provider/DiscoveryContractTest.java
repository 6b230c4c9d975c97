package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Metadata and keys, read by parsers that are not ours. */
@OnEachDatabase
final class DiscoveryContractTest {
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
    @Attack({235, 236})
    void isNotMovedByTheHostHeader() {
        Answer spoofed = http.send(
                "GET",
                "/o/.well-known/oauth-authorization-server",
                Map.of("X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https"),
                new byte[0]);

        assertThat(spoofed.body()).doesNotContain("evil");
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
