package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.GroupName;
import dev.latchkey.sample.ApiClient.Answer;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class GroupsTest {
    private final ApiClient api;

    GroupsTest(TestDatabase kind) {
        api = RunningApi.emptyOn(kind).client("read write groups");
    }

    @Test
    void createsShowsRenamesAndDeletes() {
        Answer created = api.postForm("/groups/", "name=Site+editors");
        String path = "/groups/" + created.json().path("id").asLong() + "/";

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location").orElseThrow()).endsWith(path);
        assertThat(api.get(path).json()).isEqualTo(created.json());
        assertThat(api.send("PUT", path, ApiClient.JSON, "{\"name\":\"Editors\"}")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Editors");
        assertThat(api.send("PATCH", path, ApiClient.FORM, "name=Readers").status())
                .isEqualTo(200);
        assertThat(api.send("PATCH", path, ApiClient.JSON, "{}")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Readers");
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.delete(path).status()).isEqualTo(404);
    }

    @Test
    void refusesATakenName() {
        api.postForm("/groups/", "name=editors");
        long id = api.postForm("/groups/", "name=readers").json().path("id").asLong();

        assertThat(api.postForm("/groups/", "name=Editors").status()).isEqualTo(409);
        Answer renamed = api.send("PUT", "/groups/" + id, ApiClient.FORM, "name=EDITORS");
        assertThat(renamed.status()).isEqualTo(409);
        assertThat(renamed.field("name")).isNotEmpty();
    }

    @Test
    void refusesABadNameByItsField() {
        for (String body : List.of("", "name=", "name=" + "x".repeat(151), "name=a%00b", "name=+a", "name=a&name=b")) {
            Answer refused = api.postForm("/groups/", body);

            assertThat(refused.status()).as(body).isEqualTo(422);
            assertThat(refused.field("name")).as(body).isNotEmpty();
        }
        assertThat(api.postForm("/groups/", "name=").field("name")).isEqualTo(GroupName.RULE);
    }

    @Test
    void takesItsMembershipsAlong() {
        String group = "/groups/"
                + api.postForm("/groups/", "name=editors").json().path("id").asLong();
        Answer user = api.postForm("/users/", "username=foo&password=bar&groups=editors");

        assertThat(api.delete(group).status()).isEqualTo(204);

        assertThat(api.get("/users/" + user.json().path("id").asLong()).json().path("groups"))
                .isEmpty();
    }

    @Test
    void listsPageByPage() {
        api.postForm("/groups/", "name=b");
        api.postForm("/groups/", "name=a");

        Answer first = api.get("/groups?limit=1");

        assertThat(first.json().path(0).path("name").asText()).isEqualTo("b");
        assertThat(first.header("Link").orElseThrow()).startsWith("</groups?limit=1&after=");
    }
}
