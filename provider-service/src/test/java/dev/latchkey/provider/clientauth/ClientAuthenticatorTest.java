package dev.latchkey.provider.clientauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.client.MemoryClientStore;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientAuthenticatorTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String SECRET = "the secret: 100% + ~é";
    private static final String FORM_SECRET = "the+secret%3A+100%25+%2B+~%C3%A9";

    private final MemoryClientStore store = new MemoryClientStore();
    private final ClientSecretHasher hasher =
            new ClientSecretHasher(ServerSecrets.parse("a-server-secret-of-tests-0123456789"));
    private final ClientAuthenticator authenticator = new ClientAuthenticator(
            new ClientCache(store),
            ClientProofs.bySecret(hasher, (id, old, fresh) -> {}, InstantSource.fixed(NOW), new SecureRandom()),
            event -> {});
    private final Client app = kept(TestClients.confidential(
            "app:1",
            TestClients.PERMISSIONS,
            hash("app:1", SECRET, null),
            hash("app:1", "the old one", NOW.plusSeconds(1))));
    private final Client pub = kept(TestClients.publicClient("public"));

    @Test
    @Contract({1, 15})
    void knowsAClientByBasicWithBothPartsFormEncoded() {
        assertThat(basic("app%3A1:" + FORM_SECRET)).isEqualTo(app);
    }

    @ParameterizedTest
    @Contract(15)
    @ValueSource(strings = {"basic", "BASIC", "bAsIc", "Basic  "})
    void readsTheSchemeInAnyCase(String scheme) {
        assertThat(authenticate(scheme + " " + base64("app%3A1:" + FORM_SECRET), ""))
                .isEqualTo(app);
    }

    @Test
    @Contract(2)
    void knowsAClientByItsBody() {
        assertThat(body("client_id=app%3A1&client_secret=" + FORM_SECRET)).isEqualTo(app);
    }

    @Test
    @Contract(23)
    void knowsAPublicClientByItsId() {
        assertThat(body("client_id=public")).isEqualTo(pub);
    }

    @Test
    @Attack(146)
    @Contract({6, 7})
    void saysTheSameOfAWrongSecretAndAnUnknownClient() {
        OAuthException wrong = refusal(header("app%3A1:wrong"), "");
        OAuthException unknown = refusal(header("unknown:wrong"), "");

        assertThat(wrong.error()).isEqualTo(unknown.error());
        assertThat(wrong).hasMessage(unknown.getMessage()).hasMessageNotContaining("wrong");
        assertThat(wrong.error().code()).isEqualTo(ErrorCode.INVALID_CLIENT);
        assertThat(List.of(wrong.challenge(), unknown.challenge())).containsOnly(true);
    }

    @Test
    @Contract(8)
    void refusesARequestWithoutCredentials() {
        OAuthException refusal = refusal(List.of(), "grant_type=password");

        assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_CLIENT);
        assertThat(refusal.challenge()).isTrue();
    }

    @Test
    @Contract(6)
    void challengesForBasicOnlyWhereItWasUsed() {
        assertThat(refusal(List.of(), "client_id=app:1&client_secret=wrong").challenge())
                .isFalse();
    }

    @Test
    @Attack(147)
    @Contract(2)
    void refusesTwoMethodsAtOnce() {
        assertThat(refusal(header("app%3A1:" + FORM_SECRET), "client_secret=" + FORM_SECRET)
                        .error()
                        .code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void refusesTwoHeaders() {
        String good = "Basic " + base64("app%3A1:" + FORM_SECRET);

        assertThat(refusal(List.of(good, good), "").error().code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    @Attack(151)
    void refusesABodyThatNamesAnotherClient() {
        assertThat(refusal(header("app%3A1:" + FORM_SECRET), "client_id=public")
                        .error()
                        .code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(authenticate("Basic " + base64("app%3A1:" + FORM_SECRET), "client_id=app:1"))
                .isEqualTo(app);
    }

    @Test
    @Attack(148)
    void refusesAConfidentialClientWithoutItsSecret() {
        assertThat(refusal(List.of(), "client_id=app:1").error().code()).isEqualTo(ErrorCode.INVALID_CLIENT);
        assertThat(refusal(List.of(), "client_id=app:1&client_secret=").error().code())
                .isEqualTo(ErrorCode.INVALID_CLIENT);
    }

    @Test
    @Attack(149)
    @Contract(24)
    void refusesAPublicClientThatSendsASecret() {
        assertThat(refusal(List.of(), "client_id=public&client_secret=x")
                        .error()
                        .code())
                .isEqualTo(ErrorCode.INVALID_CLIENT);
        assertThat(refusal(header("public:x"), "").error().code()).isEqualTo(ErrorCode.INVALID_CLIENT);
        assertThat(refusal(header("public:"), "").error().code()).isEqualTo(ErrorCode.INVALID_CLIENT);
    }

    @ParameterizedTest
    @Attack(150)
    @Contract(16)
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic  ",
                "Basic =",
                "Basic !!!!",
                "Basic YXBw OnNlY3JldA==",
                "Basic\tYXBwOnM=",
                "Basic YXBwOnM= ",
                " Basic YXBwOnM=",
                "Basic YXBwOnM===",
                "Basic YXBwOnM\n",
                "Basic YXBwOj8_Pz8=",
                "Basic YXBwOi0-Pz4=",
                "Basic A",
                "Basic QUFB",
                "Basic,YXBwOnM=",
                "Bearer YXBwOnM=",
                "YXBwOnM=",
                "Basic YXBwOnM=, Basic YXBwOnM=",
                "Basic YXBw%4FnM=",
                "Digest username=\"app\""
            })
    void refusesAMalformedHeader(String header) {
        OAuthException refusal = refusal(List.of(header), "");

        assertThat(refusal.error().code()).isEqualTo(ErrorCode.INVALID_CLIENT);
        assertThat(refusal.challenge()).isTrue();
    }

    @ParameterizedTest
    @Attack({149, 150})
    @Contract(16)
    @ValueSource(
            strings = {
                "app",
                ":",
                "app:",
                ":secret",
                "app:%zz",
                "app:%",
                "%:secret",
                "app:%c0%ae",
                "app:\u0000",
                "\u0000:x",
                "app\u00ff:x"
            })
    void refusesAMalformedPair(String pair) {
        String header = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(ISO_8859_1));

        assertThat(refusal(List.of(header), "").error().code()).isEqualTo(ErrorCode.INVALID_CLIENT);
    }

    @Test
    @Attack(150)
    void refusesAHugeHeader() {
        assertThat(refusal(header("app:" + "x".repeat(100_000)), "").error().code())
                .isEqualTo(ErrorCode.INVALID_CLIENT);
    }

    @Test
    @Attack(161)
    void takesAnOldSecretUntilItExpires() {
        assertThat(body("client_id=app:1&client_secret=the+old+one")).isEqualTo(app);

        kept(TestClients.confidential("late", TestClients.PERMISSIONS, hash("late", "the old one", NOW)));
        assertThat(refusal(List.of(), "client_id=late&client_secret=the+old+one")
                        .error()
                        .code())
                .isEqualTo(ErrorCode.INVALID_CLIENT);
    }

    @Test
    @Contract(17)
    void refusesADisabledClientAsItRefusesAnUnknownOne() {
        kept(TestClients.disabled(TestClients.confidential("off", TestClients.PERMISSIONS, hash("off", SECRET, null))));
        kept(TestClients.disabled(TestClients.publicClient("off-public")));

        assertThat(refusal(List.of(), "client_id=off&client_secret=" + FORM_SECRET)
                        .error())
                .isEqualTo(refusal(List.of(), "client_id=x&client_secret=x").error());
        assertThat(refusal(List.of(), "client_id=off-public").error().code()).isEqualTo(ErrorCode.INVALID_CLIENT);
    }

    @Test
    void showsNoSecretInText() {
        PresentedCredentials presented = new PresentedCredentials(
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC, "app", "s3cr3t", null, true, null);

        assertThat(presented.toString()).contains("app").doesNotContain("s3cr3t");
    }

    private Client kept(Client client) {
        store.put(client);
        return client;
    }

    private ClientSecretHash hash(String client, String secret, Instant expiresAt) {
        ClientSecretHash hash = hasher.hash(new ClientId(client), secret, Instant.EPOCH);
        return new ClientSecretHash(hash.secretId(), hash.hash(), hash.createdAt(), expiresAt);
    }

    private Client basic(String pair) {
        return authenticate("Basic " + base64(pair), "");
    }

    private Client body(String form) {
        return authenticator.authenticate(PresentedCredentials.of(List.of(), parameters(form)));
    }

    private Client authenticate(String header, String form) {
        return authenticator.authenticate(PresentedCredentials.of(List.of(header), parameters(form)));
    }

    private OAuthException refusal(List<String> headers, String form) {
        return catchThrowableOfType(
                OAuthException.class,
                () -> authenticator.authenticate(PresentedCredentials.of(headers, parameters(form))));
    }

    private static List<String> header(String pair) {
        return List.of("Basic " + base64(pair));
    }

    private static String base64(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private static Parameters parameters(String form) {
        return Parameters.parse(form.getBytes(UTF_8));
    }
}
