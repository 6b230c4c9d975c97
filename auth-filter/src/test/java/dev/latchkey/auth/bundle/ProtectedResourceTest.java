package dev.latchkey.auth.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.Exchanges;
import dev.latchkey.auth.bearer.GuardedApplication;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.ResourceHelpers;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Contract(102)
@ExtendWith(DropwizardExtensionsSupport.class)
class ProtectedResourceTest {
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
    private static final DropwizardAppExtension<GuardedApplication.Settings> BY_AUDIENCE =
            api("audience", ConfigOverride.config("audience", "bearerAuth.metadata", "true"));
    private static final DropwizardAppExtension<GuardedApplication.Settings> BY_PATH = api(
            "path",
            ConfigOverride.config("path", "bearerAuth.metadata.resource", "https://shop.example/v1/orders"),
            ConfigOverride.config("path", "bearerAuth.metadata.name", "Orders"),
            ConfigOverride.config("path", "bearerAuth.metadata.scopes", "order"),
            ConfigOverride.config("path", "bearerAuth.endpoints.formTokens", "true"));

    @Test
    void saysWhoseTokensItTakesAndForWhichScopes() throws Exception {
        HttpResponse<String> answer = send(BY_AUDIENCE, "GET", WELL_KNOWN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        JsonNode document = new ObjectMapper().readTree(answer.body());
        assertThat(document.path("resource").asText()).isEqualTo("https://api.example");
        assertThat(document.path("authorization_servers"))
                .extracting(JsonNode::asText)
                .containsExactly("http://localhost:1/o");
        assertThat(document.path("scopes_supported"))
                .extracting(JsonNode::asText)
                .contains("read", "write", "groups", "music:read", "music:write", "profile");
        assertThat(document.path("bearer_methods_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("header");
        assertThat(document.has("resource_name")).isFalse();
    }

    @Contract(90)
    @Attack(288)
    @Test
    void namesTheDocumentInEachChallenge() {
        assertThat(challenge(send(BY_AUDIENCE, "GET", "/users")))
                .isEqualTo("Bearer realm=\"https://api.example\", resource_metadata=\"https://api.example" + WELL_KNOWN
                        + "\", scope=\"read\"");
        assertThat(challenge(send(BY_AUDIENCE, "GET", "/users", "Bearer garbled")))
                .contains("resource_metadata=\"https://api.example" + WELL_KNOWN + "\"", "error=\"invalid_token\"");
        assertThat(challenge(send(BY_AUDIENCE, "GET", "/users", "Bearer a b")))
                .contains("resource_metadata=\"", "error=\"invalid_request\"");
    }

    @Attack(288)
    @Test
    void standsBeforeThePathOfTheApi() throws Exception {
        String place = WELL_KNOWN + "/v1/orders";

        assertThat(challenge(send(BY_PATH, "GET", "/users")))
                .contains("resource_metadata=\"https://shop.example" + place + "\"");
        JsonNode document =
                new ObjectMapper().readTree(send(BY_PATH, "GET", place).body());
        assertThat(document.path("resource").asText()).isEqualTo("https://shop.example/v1/orders");
        assertThat(document.path("resource_name").asText()).isEqualTo("Orders");
        assertThat(document.path("scopes_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("order");
        assertThat(document.path("bearer_methods_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("header", "body");
        assertThat(send(BY_PATH, "GET", WELL_KNOWN).statusCode()).isEqualTo(200);
    }

    @Test
    void knowsNoOtherResource() {
        for (String path : new String[] {"/v1", "/v1/orders/", "/v1/orders/2", "//v1/orders"}) {
            HttpResponse<String> answer = send(BY_PATH, "GET", WELL_KNOWN + path);
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
        }
        assertThat(send(BY_AUDIENCE, "GET", WELL_KNOWN + "/v1").statusCode()).isEqualTo(404);
        assertThat(send(BY_AUDIENCE, "POST", WELL_KNOWN).statusCode()).isEqualTo(405);
        assertThat(send(BY_AUDIENCE, "HEAD", WELL_KNOWN).statusCode()).isEqualTo(200);
        assertThat(send(BY_AUDIENCE, "OPTIONS", WELL_KNOWN).statusCode()).isEqualTo(204);
    }

    private static DropwizardAppExtension<GuardedApplication.Settings> api(String prefix, ConfigOverride... settings) {
        return new DropwizardAppExtension<>(
                GuardedApplication.class, ResourceHelpers.resourceFilePath("api.yml"), prefix, settings);
    }

    private static String challenge(HttpResponse<?> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }

    private static HttpResponse<String> send(
            DropwizardAppExtension<?> api, String method, String path, String... authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.getLocalPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (String value : authorization) {
            request.header("Authorization", value);
        }
        return Exchanges.send(HttpClient.newHttpClient(), request.build());
    }
}
