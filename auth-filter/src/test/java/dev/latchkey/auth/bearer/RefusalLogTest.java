package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.dpop.DpopProofs;
import dev.latchkey.auth.dpop.DpopSettings;
import java.net.URI;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefusalLogTest {
    private static final DpopProofs NO_PROOFS = new DpopProofs(DpopSettings.off(), new SettableClock());

    @RegisterExtension
    final LoggedLines lines = LoggedLines.of(TokenJudge.class);

    private final TokenJudge judge = new TokenJudge(
            token -> new Rejected(TokenFault.INVALID, "the signature does not match"),
            new BearerRefusals("api", "", new OfferedSchemes(NO_PROOFS)),
            new FormTokens(false),
            NO_PROOFS);

    @Attack({257, 286, 289})
    @Test
    void saysWhyInTheLogOnlyAndNeverShowsTheToken() {
        URI uri = URI.create("http://localhost/");
        ContainerRequest request = new ContainerRequest(uri, uri, "GET", null, new MapPropertiesDelegate(), null);
        request.header("Authorization", "Bearer canary");

        assertThatExceptionOfType(BearerRefusal.class)
                .isThrownBy(() -> judge.authenticate(request))
                .satisfies(refusal ->
                        assertThat(refusal.getResponse().getEntity().toString()).doesNotContain("signature", "canary"));
        assertThat(lines.next())
                .containsExactly("Refused token " + new PresentedToken("canary").fingerprint()
                        + ": the signature does not match");
    }
}
