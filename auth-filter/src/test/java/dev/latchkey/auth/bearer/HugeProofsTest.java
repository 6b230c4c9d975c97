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
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Proofs of a megabyte, where the server has been told to read such headers at all: by default they are 431. */
@ExtendWith(DropwizardExtensionsSupport.class)
class HugeProofsTest {
    private static final String USERS = "https://api.example/users";
    private static final String HUGE = "x".repeat(1 << 20);
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final ProofMaker CLIENT = new ProofMaker(SigningAlgorithm.ES256, GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> API = new DropwizardAppExtension<>(
            GuardedApplication.class,
            ResourceHelpers.resourceFilePath("api.yml"),
            "huge",
            ConfigOverride.config("huge", "bearerAuth.issuer", ISSUER.issuer()),
            ConfigOverride.config("huge", "bearerAuth.dpop.mode", "allowed"),
            ConfigOverride.config("huge", "server.applicationConnectors[0].maxRequestHeaderSize", "4MiB"));

    private final String token = ISSUER.token(Map.of("scope", "read", "cnf", Map.of("jkt", CLIENT.thumbprint())));

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Test
    @Attack(194)
    void refusesAProofOfAMegabyte() {
        String good = CLIENT.proof("GET", USERS, token);

        assertThat(send(good).statusCode()).isEqualTo(200);
        assertRefused(HUGE);
        assertRefused(good + HUGE);
        assertRefused(HUGE + "." + HUGE + ".x");
        assertRefused(CLIENT.proof("GET", USERS, token, Map.of(), Map.of("other", HUGE)));
        assertRefused(CLIENT.proof("GET", USERS, token, Map.of("other", HUGE), Map.of()));
        assertThat(send(CLIENT.proof("GET", USERS, token)).statusCode()).isEqualTo(200);
    }

    @Test
    @Attack(194)
    void refusesAnIdentifierOfAMegabyte() {
        assertRefused(CLIENT.proof("GET", USERS, token, Map.of(), Map.of("jti", HUGE)));
        assertRefused(CLIENT.proof("GET", USERS, token, Map.of(), Map.of("jti", "x".repeat(1025))));
    }

    private void assertRefused(String proof) {
        HttpResponse<String> response = send(proof);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(BearerHttp.challenge(response)).contains("error=\"invalid_dpop_proof\"");
        assertThat(response.body()).hasSizeLessThan(1_000);
    }

    private HttpResponse<String> send(String proof) {
        BearerHttp http = new BearerHttp(API.getLocalPort());
        return http.send(http.request("GET", "/users")
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof));
    }
}
