package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Contract;
import dev.latchkey.auth.RequiresScope;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;

@Contract(95)
class EndpointReportTest {
    @Test
    void listsEachEndpointWithItsRule() {
        assertThat(rows(GuardedApplication.Users.class, GuardedApplication.ForUsers.class))
                .extracting(row -> row.httpMethod() + " " + row.path() + ": " + row.rule() + " " + row.handler())
                .containsExactly(
                        "GET /me: a user with: any valid token ForUsers.me",
                        "GET /me/profile: a user with: profile ForUsers.profile",
                        "GET /users: read Users.list",
                        "POST /users: write Users.create");
    }

    @Test
    void marksEndpointsThatNobodyMayUse() {
        assertThat(rules(GuardedApplication.Rules.class))
                .contains(
                        "/rules/forgotten: CLOSED: no rule; add @RequiresScope or @PermitAll",
                        "/rules/roles: any valid token; role admin or editor",
                        "/rules/denied: closed to everybody",
                        "/rules/open: open to everybody",
                        "/rules/greeting: open to everybody, reads a token if sent",
                        "/rules/alternatives: a and b or c");
    }

    @Test
    void listsWhatIsBehindALocator() {
        assertThat(rules(GuardedApplication.Rules.class))
                .contains(
                        "/rules/located: a",
                        "/rules/located/forgotten: CLOSED: no rule; add @RequiresScope or @PermitAll",
                        "/rules/ruled-locator: a and b",
                        "/rules/ruled-locator/forgotten: b");
    }

    @Test
    void endsWhereAResourceLeadsToItself() {
        assertThat(rules(Tree.class)).containsExactly("/tree: read", "/tree/branch: read");
    }

    private static List<String> rules(Class<?> resource) {
        return rows(resource).stream()
                .map(row -> row.path() + ": " + row.rule())
                .toList();
    }

    private static List<EndpointTable.Row> rows(Class<?>... resources) {
        return new EndpointTable(new RuleBook(null))
                .rows(List.of(resources).stream().map(Resource::from).toList());
    }

    @Path("/tree")
    @RequiresScope("read")
    public static final class Tree {
        @GET
        public String leaf() {
            return "leaf";
        }

        @Path("/branch")
        public Tree branch() {
            return this;
        }
    }
}
