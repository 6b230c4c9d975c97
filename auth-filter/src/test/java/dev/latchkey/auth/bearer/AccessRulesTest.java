package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.auth.RequiresReadWriteScope;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.RequiresUser;
import dev.latchkey.auth.ScopeMatch;
import io.dropwizard.auth.Auth;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import java.security.Principal;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
    @Test
    void demandsBothOfTwoKindsOfRules() throws Exception {
        assertThat(rule("combined", "POST")).hasToString("write and a or write and b");
        assertThat(rule("combined", "GET")).hasToString("read and a or read and b");
    }

    @Test
    void addsTheDemandForAUserToTheRuleOfTheMethod() throws Exception {
        assertThat(rule("ofUser", "GET")).hasToString("a user with: a");
        assertThat(rule("anyUser", "GET")).hasToString("a user with: any valid token");
    }

    @Test
    void addsTheDemandForAUserOfAMethodToTheRuleOfTheClass() throws Exception {
        assertThat(AccessRules.of(Groups.class, Groups.class.getDeclaredMethod("own"), "GET"))
                .hasToString("a user with: groups");
        assertThat(AccessRules.of(Shut.class, Shut.class.getDeclaredMethod("own"), "GET"))
                .isEqualTo(AccessRule.Closed.DENIED);
    }

    @Test
    void deniesBeforeItPermits() throws Exception {
        assertThat(rule("contradictory", "GET")).isEqualTo(AccessRule.Closed.DENIED);
    }

    @Test
    void demandsATokenForAnInjectedPrincipal() throws Exception {
        assertThat(rule("openWithPrincipal", "GET")).hasToString("any valid token");
    }

    @Test
    void refusesWhatIsNoScope() {
        assertThatIllegalArgumentException().isThrownBy(() -> rule("notAScope", "GET"));
        assertThatIllegalArgumentException().isThrownBy(() -> rule("anyOfNothing", "GET"));
    }

    private static AccessRule rule(String method, String httpMethod) throws Exception {
        return AccessRules.of(
                Endpoints.class,
                "openWithPrincipal".equals(method)
                        ? Endpoints.class.getDeclaredMethod(method, Principal.class)
                        : Endpoints.class.getDeclaredMethod(method),
                httpMethod);
    }

    @RequiresScope("groups")
    static final class Groups {
        @RequiresUser
        void own() {}
    }

    @DenyAll
    static final class Shut {
        @RequiresUser
        void own() {}
    }

    static final class Endpoints {
        @RequiresReadWriteScope
        @RequiresScope(
                value = {"a", "b"},
                match = ScopeMatch.ANY)
        void combined() {}

        @RequiresUser
        @RequiresScope("a")
        void ofUser() {}

        @RequiresUser
        void anyUser() {}

        @DenyAll
        @PermitAll
        @RequiresScope("a")
        void contradictory() {}

        @PermitAll
        void openWithPrincipal(@Auth Principal principal) {}

        @RequiresScope("a b")
        void notAScope() {}

        @RequiresScope(
                value = {},
                match = ScopeMatch.ANY)
        void anyOfNothing() {}
    }
}
