package dev.latchkey.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.foreign.Shop.Settings;
import io.dropwizard.testing.DropwizardTestSupport;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the filter makes of an issuer's tokens, whoever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ForeignIssuerContract {
    static final String AUDIENCE = "https://api.example.com";

    private IssuerProcess issuer;
    private DropwizardTestSupport<Settings> api;

    /** Starts the issuer. */
    abstract IssuerProcess startIssuer();

    /** The section {@code bearerAuth} as documented, for the running issuer. */
    abstract String bearerAuth();

    /** An application's own token for {@link #AUDIENCE}. */
    abstract String token(String scope);

    /** An application's own token for another API. */
    abstract String tokenForAnotherApi();

    @BeforeAll
    void start() {
        issuer = startIssuer();
        api = Shop.start(bearerAuth());
    }

    @AfterAll
    void stop() {
        if (api != null) {
            api.after();
        }
        if (issuer != null) {
            issuer.close();
        }
    }

    @Test
    void takesAnApplicationsToken() {
        HttpResponse<String> response = get("/orders", token("read"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).startsWith("robot ").endsWith(" false");
    }

    @Test
    void asksForTheScope() {
        assertThat(get("/orders", token("write")).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesATokenForAnotherApi() {
        HttpResponse<String> response = get("/orders", tokenForAnotherApi());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("not valid for this resource");
    }

    @Test
    void refusesATokenThatWasChanged() {
        String[] segments = token("write").split("\\.", 3);
        String claims = new String(Base64.getUrlDecoder().decode(segments[1]), StandardCharsets.UTF_8);
        String widened = claims.replace("write", "read");
        assertThat(widened).isNotEqualTo(claims);

        String forged = segments[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(widened.getBytes(StandardCharsets.UTF_8))
                + "." + segments[2];

        assertThat(get("/orders", forged).statusCode()).isEqualTo(401);
    }

    final HttpResponse<String> get(String path, String token) {
        return Http.get("http://127.0.0.1:" + api.getLocalPort() + path, "Authorization", "Bearer " + token);
    }
}
