package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Contract;
import java.util.List;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;

@Contract(95)
class EndpointReportTest {
    @Test
    void listsEachEndpointWithItsRule() {
        List<EndpointReport.Row> rows = EndpointReport.rows(List.of(
                Resource.from(GuardedApplication.Users.class), Resource.from(GuardedApplication.ForUsers.class)));

        assertThat(rows)
                .extracting(row -> row.httpMethod() + " " + row.path() + ": " + row.rule() + " " + row.handler())
                .containsExactly(
                        "GET /me: a user with: any valid token ForUsers.me",
                        "GET /me/profile: a user with: profile ForUsers.profile",
                        "GET /users: read Users.list",
                        "POST /users: write Users.create");
    }

    @Test
    void marksEndpointsThatNobodyMayUse() {
        List<String> rules = EndpointReport.rows(List.of(Resource.from(GuardedApplication.Rules.class))).stream()
                .map(row -> row.path() + ": " + row.rule())
                .toList();

        assertThat(rules)
                .contains(
                        "/rules/forgotten: CLOSED: no rule; add @RequiresScope or @PermitAll",
                        "/rules/roles: CLOSED: no rule; add @RequiresScope or @PermitAll",
                        "/rules/denied: closed to everybody",
                        "/rules/open: open to everybody",
                        "/rules/greeting: open to everybody, reads a token if sent",
                        "/rules/alternatives: a and b or c");
    }
}
