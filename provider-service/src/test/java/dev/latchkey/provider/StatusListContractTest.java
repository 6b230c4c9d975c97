package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Token Status List (draft-ietf-oauth-status-list): every JWT stays revocable. */
@OnEachDatabase
final class StatusListContractTest {
    private static final Duration PAST_THE_GRACE = Duration.ofSeconds(11);

    private final RunningProvider provider;
    private final Http http;
    private final StatusListReader lists;

    StatusListContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        lists = new StatusListReader(http);
    }

    @Test
    @Contract(83)
    void everyJwtHasItsPlaceInASignedList() throws Exception {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        Answer issued = http.token(client, "grant_type", "client_credentials");
        JsonNode place = issued.claims().path("status").path("status_list");

        Answer list = http.get(StatusListReader.path(issued));

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("Content-Type")).isEqualTo("application/statuslist+jwt");
        assertThat(list.header("ETag")).startsWith("W/\"");
        assertThat(list.header("Cache-Control")).contains("max-age");
        SignedJWT jwt = SignedJWT.parse(list.body());
        JWKSet keys = JWKSet.parse(http.get("/o/.well-known/jwks.json").body());
        assertThat(jwt.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("statuslist+jwt");
        assertThat(jwt.getJWTClaimsSet().getSubject())
                .isEqualTo(place.path("uri").asText());
        assertThat(place.path("uri").asText()).startsWith("http://localhost:8000/o/status/");
        assertThat(jwt.getJWTClaimsSet().getLongClaim("ttl")).isPositive();
        assertThat(jwt.getJWTClaimsSet().getIssueTime())
                .isBefore(jwt.getJWTClaimsSet().getExpirationTime());
        assertThat(StatusListReader.bits(list)).hasSize(1 << 20);
        assertThat(lists.isRevoked(issued)).isFalse();
    }

    @Test
    void eachClientsJwtHasAPlaceOfItsOwn() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        Answer first = http.token(client, "grant_type", "client_credentials");
        Answer second = http.token(client, "grant_type", "client_credentials");

        assertThat(first.claims().path("status")).isNotEqualTo(second.claims().path("status"));
    }

    @Test
    void aGrantKeepsItsPlaceUntilTheOldJwtsAreDead() {
        TestClient client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        Answer first = logIn(client);
        Answer second = refresh(client, first);
        provider.clock().advance(Duration.ofMinutes(61));
        Answer third = refresh(client, second);
        Answer fourth = refresh(client, third);

        assertThat(second.claims().path("status")).isEqualTo(first.claims().path("status"));
        assertThat(third.claims().path("status")).isNotEqualTo(second.claims().path("status"));
        assertThat(fourth.claims().path("status")).isEqualTo(third.claims().path("status"));
    }

    @Test
    void aReusedRefreshTokenRevokesTheJwtsOfBothPlaces() {
        TestClient client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        Answer first = logIn(client);
        provider.clock().advance(Duration.ofMinutes(61));
        Answer second = refresh(client, first);
        provider.clock().advance(PAST_THE_GRACE);

        refresh(client, first);

        assertThat(lists.isRevoked(second)).isTrue();
        assertThat(lists.isRevoked(first)).isTrue();
        assertThat(lists.isRevoked(logIn(client))).isFalse();
    }

    @Test
    void answersNotModifiedUntilSomethingIsRevoked() {
        TestClient client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        Answer first = logIn(client);
        String path = StatusListReader.path(first);
        String tag = http.get(path).header("ETag");

        Answer unchanged = http.send("GET", path, Map.of("If-None-Match", tag), new byte[0]);
        refresh(client, first);
        provider.clock().advance(PAST_THE_GRACE);
        refresh(client, first);
        Answer changed = http.send("GET", path, Map.of("If-None-Match", tag), new byte[0]);

        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void namesAllListsAndKnowsNoOthers() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        Answer issued = http.token(client, "grant_type", "client_credentials");
        String endpoint =
                http.get("/o/.well-known/oauth-authorization-server").text("status_list_aggregation_endpoint");

        Answer all = http.get("/o/status/");

        assertThat(endpoint).isEqualTo("http://localhost:8000/o/status/");
        assertThat(all.json().path("status_lists"))
                .contains(issued.claims().path("status").path("status_list").path("uri"));
        assertThat(http.get("/o/status/" + "0".repeat(32)).status()).isEqualTo(404);
        assertThat(http.get("/o/status/x").status()).isEqualTo(404);
        assertThat(http.get("/o/status/" + "0".repeat(32)).text("error")).isEqualTo("not_found");
    }

    private Answer logIn(TestClient client) {
        String user = provider.registrations().user();
        return http.token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    private Answer refresh(TestClient client, Answer previous) {
        return http.token(client, "grant_type", "refresh_token", "refresh_token", previous.text("refresh_token"));
    }
}
