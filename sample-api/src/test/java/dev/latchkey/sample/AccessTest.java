package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.sample.ApiClient.Answer;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class AccessTest {
    private final RunningApi running;

    AccessTest(TestDatabase kind) {
        running = RunningApi.emptyOn(kind);
    }

    @Test
    @Contract({92, 93})
    @Attack(268)
    void readsWithReadAndWritesWithWrite() {
        ApiClient reader = running.client("read");

        assertThat(reader.get("/users/").status()).isEqualTo(200);
        assertThat(reader.get("/users/1/").status()).isEqualTo(404);
        Answer refused = reader.postForm("/users/", "username=foo&password=bar");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).isEqualTo("insufficient_scope");
        assertThat(refused.json().path("error_description").asText())
                .isEqualTo("You do not have permission to perform this action.");
        assertThat(refused.header("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer ")
                .contains("error=\"insufficient_scope\"", "scope=\"write\"");
        assertThat(running.client("write").get("/users/").status()).isEqualTo(403);
    }

    @Test
    @Contract({93, 94})
    void takesTheScopeGroupsForGroups() {
        assertThat(running.client("read write").get("/groups/").status()).isEqualTo(403);
        assertThat(running.client("groups").get("/groups/").status()).isEqualTo(200);
        assertThat(running.client("groups").postForm("/groups/", "name=a").status())
                .isEqualTo(201);
        assertThat(running.client("groups").get("/users/").status()).isEqualTo(403);
    }

    @Test
    @Contract(95)
    @Attack(264)
    void closesEveryPathButTheOpenOne() {
        for (String path : new String[] {"/users/", "/users/1", "/groups/", "/groups/1"}) {
            Answer refused = running.anonymous().get(path);

            assertThat(refused.status()).as(path).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer ")
                    .contains("resource_metadata=\"http://localhost:8080/.well-known/oauth-protected-resource\"");
        }
    }

    @Test
    @Contract({90, 102})
    @Attack(288)
    void describesItself() {
        Answer document = running.anonymous().get("/.well-known/oauth-protected-resource");

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.json().path("resource").asText()).isEqualTo("http://localhost:8080");
        assertThat(document.json().path("authorization_servers").path(0).asText())
                .isEqualTo(RunningApi.ISSUER.issuer());
        assertThat(document.json().path("scopes_supported"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("read", "write", "groups");
    }

    @Test
    @Contract({91, 99, 103})
    @Attack({271, 286})
    void refusesEveryBadToken() {
        RunningApi.ISSUER.badTokens("read write groups").forEach((fault, token) -> {
            Answer refused = running.clientWith(token).get("/users/");

            assertThat(refused.status()).as(fault).isEqualTo(401);
            assertThat(refused.error()).as(fault).isEqualTo("invalid_token");
        });
    }

    @Test
    @Attack(266)
    void takesNoTokenFromTheQuery() {
        String token = RunningApi.ISSUER.token().scope("read").sign();

        assertThat(running.anonymous().get("/users/?access_token=" + token).status())
                .isEqualTo(401);
    }

    @Test
    void letsNobodyStoreWhatIsPrivate() {
        ApiClient reader = running.client("read");

        for (Answer answer : List.of(
                reader.get("/users/"), reader.get("/users/1"), reader.get("/nothing"), reader.delete("/users/1"))) {
            assertThat(answer.header("Cache-Control")).as(answer.text()).contains("no-store");
            assertThat(answer.header("X-Content-Type-Options"))
                    .as(answer.text())
                    .contains("nosniff");
        }
        assertThat(running.anonymous()
                        .get("/.well-known/oauth-protected-resource")
                        .header("Cache-Control"))
                .contains("public, max-age=300");
    }
}
