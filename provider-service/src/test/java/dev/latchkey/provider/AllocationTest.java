package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * How many bytes a request allocates, from the first byte read to the last one written. The limits leave room for what JVMs and databases differ in, and for nothing else.
 */
@OnEachDatabase
final class AllocationTest {
    private final RunningProvider provider;
    private final Http http;

    AllocationTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
    }

    @Test
    void aClientsJwt() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        assertThat(AllocatedBytes.perRequest(() -> http.token(client, "grant_type", "client_credentials")))
                .isLessThan(52_000);
    }

    @Test
    void aClientsOpaqueToken() {
        TestClient client = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.empty(), CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.OPAQUE));
        assertThat(AllocatedBytes.perRequest(() -> http.token(client, "grant_type", "client_credentials")))
                .isLessThan(75_000);
    }

    @Test
    void aRefresh() {
        TestClient client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        String user = provider.registrations().user();
        String[] form = {"grant_type", "password", "username", user, "password", Registrations.PASSWORD};
        AtomicReference<String> token =
                new AtomicReference<>(http.token(client, form).text("refresh_token"));
        assertThat(AllocatedBytes.perRequest(
                        () -> token.set(http.token(client, "grant_type", "refresh_token", "refresh_token", token.get())
                                .text("refresh_token"))))
                .isLessThan(135_000);
    }

    @Test
    void anIntrospection() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        String own = http.token(client, "grant_type", "client_credentials").text("access_token");
        assertThat(AllocatedBytes.perRequest(() -> http.post(
                        "/o/introspect/", Http.basic(client.id(), client.secret()), Http.encode("token", own))))
                .isLessThan(49_000);
    }

    @Test
    void theKeys() {
        assertThat(AllocatedBytes.perRequest(() -> http.get("/o/.well-known/jwks.json")))
                .isLessThan(75_000);
    }
}
