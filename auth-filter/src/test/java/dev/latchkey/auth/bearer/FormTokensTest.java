package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.bundle.BearerAuthBundle;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Contract(97)
@ExtendWith(DropwizardExtensionsSupport.class)
class FormTokensTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final LocalIssuer ISSUER = new LocalIssuer(GuardedApplication.CLOCK);
    private static final DropwizardAppExtension<GuardedApplication.Settings> API = new DropwizardAppExtension<>(
            Notes.class,
            ResourceHelpers.resourceFilePath("unruled.yml"),
            "forms",
            ConfigOverride.config("forms", "bearerAuth.issuer", ISSUER.issuer()),
            ConfigOverride.config("forms", "bearerAuth.endpoints.formTokens", "true"));

    private final String token = ISSUER.token("write");

    @AfterAll
    static void stopIssuer() {
        ISSUER.close();
    }

    @Test
    void takesATokenFromAFormWhereThatIsEnabled() {
        assertThat(post(FORM, "text=a&access_token=" + token).body()).isEqualTo("a");
        assertThat(post(FORM + ";charset=UTF-8", "access_token=" + token + "&text=b")
                        .body())
                .isEqualTo("b");
        assertThat(post(FORM, "text=a&access_token=" + ISSUER.token("read")).statusCode())
                .isEqualTo(403);
        assertThat(post(FORM, "text=a").statusCode()).isEqualTo(401);
    }

    @Attack(266)
    @Test
    void takesNoneFromTheQuery() {
        assertThat(post("/notes?access_token=" + token, FORM, "text=a").statusCode())
                .isEqualTo(401);
    }

    @Test
    void takesNoneFromAnotherKindOfBody() {
        assertThat(post("text/plain", "access_token=" + token).statusCode()).isEqualTo(401);
        assertThat(post("multipart/form-data; boundary=x", "access_token=" + token)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesABadToken() {
        for (String bad : new String[] {"garbled", "", "%zz", "a%20b", "%00"}) {
            assertThat(post(FORM, "access_token=" + bad).statusCode()).as(bad).isIn(400, 401);
        }
    }

    @Attack(267)
    @Test
    void refusesTwoTokens() {
        String form = "text=a&access_token=" + token;

        assertThat(post(FORM, form + "&access_token=" + token).statusCode()).isEqualTo(400);
        assertThat(post("/notes?access_token=" + token, FORM, form).statusCode())
                .isEqualTo(400);
        BearerHttp api = new BearerHttp(API.getLocalPort());
        assertThat(api.send(request("/notes", FORM, form).header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void doesNotSearchALongForm() {
        String filler = "x".repeat(70_000);

        assertThat(post(FORM, "text=" + filler + "&access_token=" + token).statusCode())
                .isEqualTo(401);
        BearerHttp api = new BearerHttp(API.getLocalPort());
        assertThat(api.send(request("/notes", FORM, "text=" + filler).header("Authorization", "Bearer " + token))
                        .body())
                .isEqualTo(filler);
    }

    private static HttpResponse<String> post(String type, String body) {
        return post("/notes", type, body);
    }

    private static HttpResponse<String> post(String path, String type, String body) {
        return new BearerHttp(API.getLocalPort()).send(request(path, type, body));
    }

    private static HttpRequest.Builder request(String path, String type, String body) {
        return new BearerHttp(API.getLocalPort())
                .request("POST", path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** An API for forms. */
    public static final class Notes extends Application<GuardedApplication.Settings> {
        @Override
        public void initialize(Bootstrap<GuardedApplication.Settings> bootstrap) {
            bootstrap.addBundle(BearerAuthBundle.<GuardedApplication.Settings>builder()
                    .clock(GuardedApplication.CLOCK)
                    .build());
        }

        @Override
        public void run(GuardedApplication.Settings configuration, Environment environment) {
            environment.jersey().register(new NotesResource());
        }
    }

    @Path("/notes")
    public static final class NotesResource {
        @POST
        @RequiresScope("write")
        public String write(@FormParam("text") String text) {
            return text;
        }
    }
}
