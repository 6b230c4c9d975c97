package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIssuer;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Contract(95)
@Attack(269)
@ExtendWith(DropwizardExtensionsSupport.class)
class DerivedMethodsTest {
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> API = new DropwizardAppExtension<>(
            GuardedApplication.class,
            ResourceHelpers.resourceFilePath("api.yml"),
            ConfigOverride.config("bearerAuth.issuer", ISSUER.issuer()));

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/users,read,200",
        "/users,write,403",
        "/rules/music,music:read,200",
        "/rules/music,music:write,403",
        "/rules/all,a b,200",
        "/rules/all,a,403",
        "/rules/located,a,200",
        "/rules/located,b,403",
        "/rules/ruled-locator,a b,200",
        "/rules/ruled-locator,a,403",
        "/rules/forgotten,read write,403",
        "/rules/denied,read write,403",
        "/rules/async,read,200",
        "/rules/async,write,403",
        "/rules/open,x,200"
    })
    void takeTheRuleOfGet(String path, String scope, int status) {
        BearerHttp api = new BearerHttp(API.getLocalPort());

        for (String method : new String[] {"GET", "HEAD", "OPTIONS"}) {
            assertThat(api.send(method, path, "Bearer " + ISSUER.token(scope)).statusCode())
                    .as(method)
                    .isEqualTo(status);
        }
        assertThat(api.send("OPTIONS", path).statusCode())
                .isEqualTo(api.get(path).statusCode())
                .isEqualTo(api.send("HEAD", path).statusCode());
    }

    @Test
    void giveWayToAnOwnOptionsMethodAndItsRule() {
        assertThat(preflight("/users").statusCode()).isEqualTo(200);
        assertThat(preflight("/own-options/open").body()).isEqualTo("open");

        assertThat(preflight("/own-options").statusCode()).isEqualTo(401);
        assertThat(preflight("/own-options", "Bearer " + ISSUER.token("x")).statusCode())
                .isEqualTo(403);
        assertThat(preflight("/own-options", "Bearer " + ISSUER.token("read")).body())
                .isEqualTo("alice");
    }

    @Test
    void takeAnyTokenWhereThereIsNoGet() {
        BearerHttp api = new BearerHttp(API.getLocalPort());

        assertThat(api.send("OPTIONS", "/post-only").statusCode()).isEqualTo(401);
        assertThat(api.send("OPTIONS", "/post-only", "Bearer " + ISSUER.token("x"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.send("GET", "/post-only", "Bearer " + ISSUER.token("x")).statusCode())
                .isEqualTo(405);
    }

    private static HttpResponse<String> preflight(String path, String... authorization) {
        BearerHttp api = new BearerHttp(API.getLocalPort());
        HttpRequest.Builder request = api.request("OPTIONS", path)
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "GET");
        Arrays.stream(authorization).forEach(value -> request.header("Authorization", value));
        return api.send(request);
    }
}
