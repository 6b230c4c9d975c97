package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code auth_time} in access tokens, which APIs compare for step-up (RFC 9470 section 6.1). */
@OnEachDatabase
final class SignInTimeTest {
    private final RunningProvider provider;
    private final Flow flow;
    private final String user;
    private final TestClient client;

    SignInTimeTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        flow = new Flow(provider);
        user = provider.registrations().user();
        ScopeSet read = ScopeSet.of("read");
        client = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        new ClientPermissions(
                                Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
                                read,
                                read,
                                List.of(new RedirectUri(Flow.CALLBACK))),
                        ClientTokens.of(TokenFormat.JWT));
    }

    @Test
    void saysWhenTheUserOfACodeSignedInAndKeepsItThroughRefreshes() {
        long before = provider.clock().instant().getEpochSecond();
        Browser browser = flow.loggedIn(user);
        provider.clock().advance(Duration.ofMinutes(5));
        Answer first = flow.redeem(client, flow.code(browser, client));
        long signedIn = first.claims().path("auth_time").asLong();

        assertThat(signedIn).isBetween(before, first.claims().path("iat").asLong() - 299);
        provider.clock().advance(Duration.ofMinutes(5));
        Answer second = provider.http()
                .token(client, "grant_type", "refresh_token", "refresh_token", first.text("refresh_token"));
        assertThat(second.claims().path("auth_time").asLong()).isEqualTo(signedIn);
    }

    @Test
    void takesThePasswordGrantForASignIn() {
        long before = provider.clock().instant().getEpochSecond();
        Answer answer = provider.http()
                .token(
                        provider.registrations().confidential(GrantType.PASSWORD),
                        "grant_type",
                        "password",
                        "username",
                        user,
                        "password",
                        Registrations.PASSWORD);

        assertThat(answer.claims().path("auth_time").asLong())
                .isBetween(before, answer.claims().path("iat").asLong());
    }

    @Test
    void saysNothingOfAClient() {
        assertThat(provider.http()
                        .token(
                                provider.registrations().confidential(GrantType.CLIENT_CREDENTIALS),
                                "grant_type",
                                "client_credentials")
                        .claims()
                        .has("auth_time"))
                .isFalse();
    }
}
