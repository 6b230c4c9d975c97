package dev.latchkey.auth.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.bearer.GuardedApplication;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SeveralIssuersTest {
    private static final LocalIssuer ONE = new LocalIssuer(GuardedApplication.CLOCK);
    private static final LocalIssuer OTHER = new LocalIssuer(GuardedApplication.CLOCK);
    private static GuardedApi api;

    @BeforeAll
    static void start() {
        api = new GuardedApi("{audience: '" + LocalIssuer.AUDIENCE + "', issuers: [{issuer: '" + ONE.issuer()
                + "'}, {issuer: '" + OTHER.issuer() + "', audience: 'other-name', tokenType: any,"
                + " claims: {clientId: azp, username: [upn, preferred_username]}}]}");
    }

    @AfterAll
    static void stop() {
        api.close();
        ONE.close();
        OTHER.close();
    }

    @Test
    void acceptsTheTokensOfEachIssuerByItsOwnRules() {
        assertThat(api.get("/users", ONE.token("read")).body()).isEqualTo("alice");
        assertThat(api.get("/users", foreign(Map.of())).body()).isEqualTo("bob");
    }

    @Contract(103)
    @Attack(181)
    @Test
    void acceptsAPlainJwtOfTheIssuerThatSendsSuchOnly() {
        assertThat(api.status(ONE.sign("JWT", ONE.claims()))).isEqualTo(401);
        assertThat(api.status(OTHER.sign("JWT", OTHER.claims()))).isEqualTo(401);
        assertThat(api.status(foreign(Map.of("typ", "ID")))).isEqualTo(401);
        assertThat(api.status(foreign(Map.of("typ", "Bearer")))).isEqualTo(200);
    }

    @Attack({179, 284})
    @Test
    void choosesTheKeyByTheIssuerAndNotByItsName() {
        SigningKey key = SigningKey.parse(SigningKey.generate(SigningAlgorithm.ES256)
                .toPrivateJwk()
                .replaceAll("\"kid\":\"[^\"]*\"", "\"kid\":\"" + ONE.key().keyId() + "\""));
        JwtSigner sameName = new JwtSigner(key);

        assertThat(key.keyId()).isEqualTo(ONE.key().keyId());
        assertThat(api.status(sameName.sign("at+jwt", ONE.claims()))).isEqualTo(401);
        assertThat(api.status(OTHER.sign("at+jwt", ONE.claims()))).isEqualTo(401);
        assertThat(api.status(ONE.token("read"))).isEqualTo(200);
    }

    @Attack({179, 271})
    @Test
    void refusesIssuersItDoesNotKnowToTheLetter() {
        assertThat(api.status(ONE.token(Map.of("iss", ONE.issuer() + "/")))).isEqualTo(401);
        assertThat(api.status(ONE.token(Map.of("iss", "-")))).isEqualTo(401);
        assertThat(api.status(ONE.token(Map.of("iss", 1)))).isEqualTo(401);
        assertThat(api.status(ONE.token(Map.of("aud", "other-name")))).isEqualTo(401);
        assertThat(api.status("garbled")).isEqualTo(401);
        assertThat(api.status("gar.bl.ed")).isEqualTo(401);
    }

    private static String foreign(Map<String, Object> changes) {
        Map<String, Object> claims = OTHER.claims();
        claims.keySet().removeAll(Set.of("client_id", "username"));
        claims.putAll(Map.of("azp", "app", "upn", "bob", "aud", "other-name"));
        claims.putAll(changes);
        return OTHER.sign("JWT", claims);
    }
}
