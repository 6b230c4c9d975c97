package dev.latchkey.auth.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.LocalStatusList;
import dev.latchkey.auth.bearer.GuardedApplication;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageTest {
    private final LocalIssuer issuer = new LocalIssuer(GuardedApplication.CLOCK);
    private final LocalStatusList list = new LocalStatusList(issuer, "/o/status/1", GuardedApplication.CLOCK);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Attack({278, 279})
    @Test
    void startsWithTheCopiesOnDiskWhileTheIssuerIsDown(@TempDir Path directory) {
        String good = issuer.token(list.claim(7));
        String revoked = issuer.token(list.claim(8));
        list.revoke(8);
        try (GuardedApi api = api(", cacheDirectory: '" + directory + "'")) {
            assertThat(api.status(good)).isEqualTo(200);
        }
        issuer.close();

        try (GuardedApi api = api(", cacheDirectory: '" + directory + "'")) {
            assertThat(api.status(good)).isEqualTo(200);
            assertThat(api.status(revoked)).isEqualTo(401);
        }
        try (GuardedApi api = api("")) {
            assertThat(api.status(good)).isEqualTo(503);
        }
    }

    @Attack({276, 281})
    @Test
    void asksTheIssuerNothingForBadTokens() {
        JwtSigner stranger = new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256));
        try (GuardedApi api = api("")) {
            String good = issuer.token("read");
            assertThat(api.status(good)).isEqualTo(200);
            int before = issuer.keyRequests();

            for (int i = 0; i < 100; i++) {
                assertThat(api.status("garbled" + i)).isEqualTo(401);
                assertThat(api.status(stranger.sign("at+jwt", issuer.claims()))).isEqualTo(401);
            }

            assertThat(issuer.keyRequests()).isLessThanOrEqualTo(before + 2);
            assertThat(api.status(good)).isEqualTo(200);
        }
    }

    private GuardedApi api(String more) {
        return new GuardedApi(
                "{issuer: '" + issuer.issuer() + "', audience: '" + LocalIssuer.AUDIENCE + "'" + more + "}");
    }
}
