package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.LocalIssuer;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 section 9.3: a server that does not read a body closes the connection after its answer, and says so. */
@ExtendWith(DropwizardExtensionsSupport.class)
class UnreadBodiesTest {
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> API = new DropwizardAppExtension<>(
            GuardedApplication.class,
            ResourceHelpers.resourceFilePath("api.yml"),
            ConfigOverride.config("bearerAuth.issuer", ISSUER.issuer()));
    private static final String LAST = "GET /users HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private final BearerHttp api = new BearerHttp(API.getLocalPort());

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 5", "Transfer-Encoding: chunked", "Content-Length: 5\r\nExpect: 100-continue"})
    void saysThatTheConnectionEndsWhereTheBodyOfARefusedRequestHasNotCome(String body) {
        assertThat(api.raw("POST /users HTTP/1.1\r\nHost: a\r\n" + body + "\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ")
                .contains("\r\nConnection: close\r\n");
    }

    @Test
    void saysSoOfARefusalThatIsNotTheFilters() {
        assertThat(api.raw("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ")
                .contains("\r\nConnection: close\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /users HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /users HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "POST /users HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
            })
    void keepsTheConnectionWhereNothingIsToCome(String refused) {
        String[] answers = api.raw(refused + LAST).split("HTTP/1.1 401 ", -1);

        assertThat(answers).hasSize(3);
        assertThat(answers[1]).doesNotContain("Connection:");
        assertThat(answers[2]).contains("\r\nConnection: close\r\n");
    }

    @Test
    void saysNothingToAClientWhoseConnectionsEndWithTheirAnswer() {
        assertThat(api.raw("POST /users HTTP/1.0\r\nContent-Length: 5\r\n\r\n"))
                .contains(" 401 ")
                .doesNotContain("Connection:");
    }
}
