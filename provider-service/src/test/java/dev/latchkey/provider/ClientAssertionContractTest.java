package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.CLIENT_SECRET_JWT;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.PRIVATE_KEY_JWT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientKeys;
import dev.latchkey.provider.clientauth.UsedAssertions;
import dev.latchkey.provider.purge.Purge;
import dev.latchkey.provider.store.JdbiExpiredRows;
import dev.latchkey.provider.store.JdbiUsedAssertions;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE J 114: clients that authenticate by JWT (RFC 7523). */
@OnEachDatabase
final class ClientAssertionContractTest {
    private final RunningProvider provider;
    private final Http http;
    private final TestClient signer;

    ClientAssertionContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        signer = signerWith(Assertions.EC, Assertions.RSA);
    }

    @Test
    @Contract(114)
    @Attack(154)
    void knowsAClientByItsPrivateKeyWhateverTheAlgorithmAndTheType() {
        JWTClaimsSet claims = claims().build();

        assertThat(present(Assertions.signed(Assertions.EC, claims)).status()).isEqualTo(200);
        assertThat(present(Assertions.signed(Assertions.RSA, claims().build())).status())
                .isEqualTo(200);
        for (String type : List.of("JWT", "client-authentication+jwt", "application/client-authentication+jwt")) {
            String typed = Assertions.signed(
                    Assertions.header(Assertions.EC)
                            .type(new JOSEObjectType(type))
                            .build(),
                    Assertions.EC,
                    claims().build());
            assertThat(present(typed).status()).as(type).isEqualTo(200);
        }
        String untyped = Assertions.signed(
                Assertions.header(Assertions.EC).type(null).keyID(null).build(), Assertions.EC, claims().build());
        assertThat(present(untyped).status()).isEqualTo(200);
    }

    @Test
    @Contract({18, 114})
    void knowsAClientByAJwtOfItsSecretWhichIsKeptWrapped() {
        TestClient client =
                provider.registrations().authenticatedBy(new ClientAuthentication(Set.of(CLIENT_SECRET_JWT), null));
        JWTClaimsSet claims = Assertions.claims(client.id(), now()).build();

        assertThat(present(Assertions.authenticated(client.secret(), claims)).status())
                .isEqualTo(200);
        assertRefused(present(Assertions.authenticated(
                "x".repeat(43), Assertions.claims(client.id(), now()).build())));
        assertError(http.token(client, "grant_type", "client_credentials"), 401, "invalid_client");
        assertThat(storedSecret(client)).isNotEmpty().doesNotContain(client.secret());
    }

    private String storedSecret(TestClient client) {
        return provider.database()
                .withHandle(handle -> handle.createQuery(
                                "SELECT secret_hash FROM oauth_client_secret WHERE client_id = :id")
                        .bind("id", client.id().getBytes(StandardCharsets.US_ASCII))
                        .map((row, context) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                        .one());
    }

    @Test
    @Contract(114)
    @Attack({154, 156})
    void refusesWrongIssuersSubjectsAndAudiences() {
        List<UnaryOperator<JWTClaimsSet.Builder>> changes = List.of(
                claims -> claims.issuer("another"),
                claims -> claims.issuer(null),
                claims -> claims.subject("another"),
                claims -> claims.subject(null),
                claims -> claims.audience((String) null),
                claims -> claims.audience("https://other.example"),
                claims -> claims.audience(Assertions.ISSUER + "/"),
                claims -> claims.audience(Assertions.ISSUER + "/token/"),
                claims -> claims.audience(List.of(Assertions.ISSUER, "https://other.example")));

        changes.forEach(change -> assertRefused(
                present(Assertions.signed(Assertions.EC, change.apply(claims()).build()))));
    }

    @Test
    @Contract(114)
    @Attack({156, 158})
    void refusesWrongTimesAndIds() {
        List<UnaryOperator<JWTClaimsSet.Builder>> changes = List.of(
                claims -> claims.expirationTime(null),
                claims -> claims.expirationTime(at(Duration.ofSeconds(-31))),
                claims -> claims.expirationTime(at(Duration.ofSeconds(332))),
                claims -> claims.issueTime(at(Duration.ofSeconds(32))),
                claims -> claims.notBeforeTime(at(Duration.ofSeconds(32))),
                claims -> claims.jwtID(null),
                claims -> claims.jwtID(""),
                claims -> claims.jwtID("x".repeat(201)));

        changes.forEach(change -> assertRefused(
                present(Assertions.signed(Assertions.EC, change.apply(claims()).build()))));
        assertThat(present(Assertions.signed(
                                Assertions.EC,
                                claims().expirationTime(at(Duration.ofMinutes(5)))
                                        .jwtID("y".repeat(150) + now())
                                        .build()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Contract(114)
    @Attack({157, 169})
    void refusesKeysThatAreNotTheClients() throws Exception {
        ECKey thief = Assertions.ec("ec-1");
        TestClient other = signerWith(Assertions.ec("other"));
        String publicKey = Assertions.EC.toPublicJWK().toJSONString();

        assertRefused(present(Assertions.signed(thief, claims().build())));
        assertRefused(present(new PlainJWT(claims().build()).serialize()));
        assertRefused(present(Assertions.authenticated(publicKey, claims().build())));
        assertRefused(present(Assertions.signed(
                Assertions.header(thief).jwk(thief.toPublicJWK()).build(), thief, claims().build())));
        assertRefused(present(Assertions.signed(
                Assertions.header(Assertions.EC)
                        .jwk(Assertions.EC.toPublicJWK())
                        .build(),
                Assertions.EC,
                claims().build())));
        assertRefused(present(Assertions.signed(
                Assertions.header(thief)
                        .jwkURL(URI.create("https://evil.example/jwks"))
                        .build(),
                thief,
                claims().build())));
        assertRefused(present(Assertions.signed(
                Assertions.EC, Assertions.claims(other.id(), now()).build())));
        assertRefused(present("no.jwt.here"));
    }

    @Test
    @Attack(158)
    void remembersNoAssertionOfAStranger() {
        JWK stranger = Assertions.ec("ec-1");
        for (int i = 0; i < 20; i++) {
            assertRefused(present(
                    Assertions.signed(stranger, claims().jwtID("forged-" + i).build())));
        }

        UsedAssertions used = new JdbiUsedAssertions(provider.database());
        for (int i = 0; i < 20; i++) {
            assertThat(used.isFirstUse(new ClientId(signer.id()), "forged-" + i, now()))
                    .isTrue();
        }
    }

    @Test
    @Attack(158)
    void forgetsNoAssertionThatIsLive() {
        String live = Assertions.signed(
                Assertions.EC,
                claims().expirationTime(at(Duration.ofMinutes(5))).build());
        assertThat(present(live).status()).isEqualTo(200);

        provider.clock().advance(Duration.ofMinutes(5));
        new Purge(JdbiExpiredRows.all(provider.database()), provider.clock()).run();

        assertRefused(present(live));
    }

    @Test
    @Attack(158)
    void takesNoAssertionThatItCannotRemember() {
        List<Handle> allConnections = Stream.generate(
                        () -> provider.database().jdbi().open())
                .limit(provider.database().settings().maxConnections())
                .toList();
        try {
            assertThat(present(Assertions.signed(Assertions.EC, claims().build()))
                            .status())
                    .isEqualTo(503);
        } finally {
            allConnections.forEach(Handle::close);
        }
    }

    @Test
    @Attack(147)
    void refusesASecondMethodBesideAnAssertion() {
        String assertion = Assertions.signed(Assertions.EC, claims().build());

        assertError(presentWith(Http.basic(signer.id(), "x"), assertion), 400, "invalid_request");
        assertError(presentWith(Map.of(), assertion, "client_secret", "x"), 400, "invalid_request");
        assertError(
                http.token(Map.of(), "grant_type", "client_credentials", "client_assertion", assertion),
                400,
                "invalid_request");
        assertRefused(presentWith(Map.of(), assertion, "client_id", "another"));
        assertThat(presentWith(Map.of(), assertion, "client_id", signer.id()).status())
                .isEqualTo(200);
    }

    @Test
    @Contract(114)
    @Attack(155)
    void acceptsAnAssertionOnceAmongFiftyAtOnce() throws Exception {
        String assertion = Assertions.signed(Assertions.EC, claims().build());
        ExecutorService threads = Executors.newFixedThreadPool(50);

        List<Future<Integer>> answers = threads.invokeAll(Collections.nCopies(
                50, (Callable<Integer>) () -> present(assertion).status()));
        threads.shutdown();

        int accepted = 0;
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(200, 401);
            accepted += answer.get() == 200 ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(1);
    }

    @Test
    @Attack(155)
    void remembersAnAssertionForAllNodesOfOneDatabase() {
        String id = "shared" + signer.id();
        ClientId client = new ClientId(signer.id());
        try (Database another = Database.open(provider.database().settings(), null)) {
            boolean here = new JdbiUsedAssertions(provider.database()).isFirstUse(client, id, now());
            boolean there = new JdbiUsedAssertions(another).isFirstUse(client, id, now());
            boolean others = new JdbiUsedAssertions(another).isFirstUse(new ClientId("other"), id, now());

            assertThat(List.of(here, there, others)).containsExactly(true, false, true);
        }
        assertRefused(
                present(Assertions.signed(Assertions.EC, claims().jwtID(id).build())));
    }

    private TestClient signerWith(JWK... keys) {
        JWK[] publicKeys = java.util.Arrays.stream(keys).map(JWK::toPublicJWK).toArray(JWK[]::new);
        ClientKeys registered = ClientKeys.Inline.parse(Assertions.jwks(publicKeys));
        return provider.registrations().authenticatedBy(new ClientAuthentication(Set.of(PRIVATE_KEY_JWT), registered));
    }

    private JWTClaimsSet.Builder claims() {
        return Assertions.claims(signer.id(), now());
    }

    private Instant now() {
        return provider.clock().instant();
    }

    private Date at(Duration ahead) {
        return Date.from(now().plus(ahead));
    }

    private Answer present(String assertion) {
        return presentWith(Map.of(), assertion);
    }

    private Answer presentWith(Map<String, String> headers, String assertion, String... more) {
        String[] form = {
            "grant_type", "client_credentials", "client_assertion_type", Assertions.TYPE, "client_assertion", assertion
        };
        String[] all = java.util.Arrays.copyOf(form, form.length + more.length);
        System.arraycopy(more, 0, all, form.length, more.length);
        return http.token(headers, all);
    }

    private void assertRefused(Answer answer) {
        assertError(answer, 401, "invalid_client");
        assertThat(answer.body())
                .isEqualTo(http.token(Http.basic(signer.id() + "x", "x"), "grant_type", "client_credentials")
                        .body());
    }
}
