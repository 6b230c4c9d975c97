package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** What was revoked stays so for a provider that starts afterwards and has seen nothing of it. */
@OnEachDatabase
final class RevokedStaysContractTest {
    private final TestDatabase database;
    private final RunningProvider provider;
    private final TestClient jwts;
    private final TestClient handles;

    RevokedStaysContractTest(TestDatabase database) {
        this.database = database;
        provider = RunningProvider.on(database);
        jwts = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN, CLIENT_CREDENTIALS);
        handles = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.of("read"), CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.OPAQUE));
    }

    @Test
    @Attack(136)
    void nothingRevokedRevivesWhenAProviderStarts() {
        Http before = provider.http();
        String user = provider.registrations().user();
        Answer own = before.token(jwts, "grant_type", "client_credentials");
        Answer handle = before.token(handles, "grant_type", "client_credentials");
        Answer grant =
                before.token(jwts, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
        revoke(before, jwts, own.text("access_token"));
        revoke(before, handles, handle.text("access_token"));
        revoke(before, jwts, grant.text("refresh_token"));

        RunningProvider restarted = RunningProvider.another(database);
        try {
            Http after = restarted.http();
            assertThat(isActive(after, jwts, own)).isFalse();
            assertThat(isActive(after, handles, handle)).isFalse();
            assertThat(isActive(after, jwts, grant)).isFalse();
            assertThat(new StatusListReader(after).isRevoked(own)).isTrue();
            assertThat(new StatusListReader(after).isRevoked(grant)).isTrue();
            Answer refreshed =
                    after.token(jwts, "grant_type", "refresh_token", "refresh_token", grant.text("refresh_token"));
            assertThat(refreshed.status()).isEqualTo(400);
        } finally {
            restarted.stop();
        }
    }

    private static void revoke(Http node, TestClient client, String token) {
        Answer answer =
                node.post("/o/revoke_token/", Http.basic(client.id(), client.secret()), Http.encode("token", token));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static boolean isActive(Http node, TestClient client, Answer issued) {
        Answer answer = node.post(
                "/o/introspect/",
                Http.basic(client.id(), client.secret()),
                Http.encode("token", issued.text("access_token")));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("active").asBoolean();
    }
}
