package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalLogTest {
    private static final DpopProofs NO_PROOFS = new DpopProofs(DpopSettings.off(), new SettableClock());

    private final Logger logger = (Logger) LoggerFactory.getLogger(TokenJudge.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final TokenJudge judge = new TokenJudge(
            token -> new Rejected(TokenFault.INVALID, "the signature does not match"),
            new BearerRefusals("api", "", new OfferedSchemes(NO_PROOFS)),
            new FormTokens(false),
            NO_PROOFS);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

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
        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("Refused token " + new PresentedToken("canary").fingerprint()
                        + ": the signature does not match");
    }
}
