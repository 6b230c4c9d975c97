package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.auth.RequiresAuthentication;
import dev.latchkey.auth.RequiresReadWriteScope;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.RequiresUser;
import dev.latchkey.auth.ScopeMatch;
import io.dropwizard.auth.Auth;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
    @Test
    void demandsBothOfTwoKindsOfRules() {
        assertThat(rule("combined", "POST")).hasToString("write and a or write and b");
        assertThat(rule("combined", "GET")).hasToString("read and a or read and b");
    }

    @Test
    void addsTheDemandForAUserToTheRuleOfTheMethod() {
        assertThat(rule("ofUser", "GET")).hasToString("a user with: a");
        assertThat(rule("anyUser", "GET")).hasToString("a user with: any valid token");
    }

    @Test
    void addsTheDemandForAUserOfAMethodToTheRuleOfTheClass() {
        assertThat(rule(Groups.class, "own")).hasToString("a user with: groups");
        assertThat(rule(Shut.class, "own")).isEqualTo(AccessRule.Closed.DENIED);
    }

    @Test
    void deniesBeforeItPermits() {
        assertThat(rule("contradictory", "GET")).isEqualTo(AccessRule.Closed.DENIED);
    }

    @Test
    void demandsATokenForAnInjectedPrincipal() {
        assertThat(rule("openWithPrincipal", "GET")).hasToString("any valid token");
    }

    @Test
    void takesAnotherAuthenticationForAnotherClassOfPrincipal() {
        assertThat(rule("openWithOtherPrincipal", "GET")).hasToString("any valid token; or another authentication");
    }

    @Test
    void findsTheRuleOnAGenericInterface() {
        assertThat(rule(Books.class, "find")).hasToString("admin");
    }

    @Test
    void findsNoRuleOnAnUnrelatedMethod() {
        assertThat(rule(Books.class, "sum")).hasToString("read");
    }

    @Test
    void demandsStrongAndRecentAuthentication() {
        assertThat(rule(StepUp.class, "strong")).hasToString("read; acr gold or silver");
        assertThat(rule(StepUp.class, "recent")).hasToString("admin; acr gold, signed in within 300 s");
        assertThatIllegalArgumentException().isThrownBy(() -> rule(StepUp.class, "nothing"));
        assertThatIllegalArgumentException().isThrownBy(() -> rule(StepUp.class, "quoted"));
    }

    @Test
    void refusesWhatIsNoScope() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule("notAScope", "GET"))
                .withMessageStartingWith("The annotations of Endpoints.notAScope: ");
        assertThatIllegalArgumentException().isThrownBy(() -> rule("anyOfNothing", "GET"));
    }

    private static AccessRule rule(String method, String httpMethod) {
        return rule(Endpoints.class, method, httpMethod);
    }

    private static AccessRule rule(Class<?> resource, String method) {
        return rule(resource, method, "GET");
    }

    private static AccessRule rule(Class<?> resource, String name, String httpMethod) {
        Method method = Arrays.stream(resource.getMethods())
                .filter(candidate -> candidate.getName().equals(name) && !candidate.isBridge())
                .findFirst()
                .orElseThrow();
        return new RuleBook(null).of(new Endpoint(resource, method), List.of(), RuleBook.reads(httpMethod));
    }

    @RequiresScope("groups")
    public static final class Groups {
        @RequiresUser
        public void own() {}
    }

    @DenyAll
    public static final class Shut {
        @RequiresUser
        public void own() {}
    }

    public static final class Endpoints {
        @RequiresReadWriteScope
        @RequiresScope(
                value = {"a", "b"},
                match = ScopeMatch.ANY)
        public void combined() {}

        @RequiresUser
        @RequiresScope("a")
        public void ofUser() {}

        @RequiresUser
        public void anyUser() {}

        @DenyAll
        @PermitAll
        @RequiresScope("a")
        public void contradictory() {}

        @PermitAll
        public void openWithPrincipal(@Auth Principal principal) {}

        @RequiresScope("a b")
        public void notAScope() {}

        @RequiresScope(
                value = {},
                match = ScopeMatch.ANY)
        public void anyOfNothing() {}

        @PermitAll
        public void openWithOtherPrincipal(@Auth X500Principal principal) {}
    }

    interface Store<K> {
        @RequiresScope("admin")
        void find(K key);

        @RequiresScope("admin")
        void count(Integer key);

        @RequiresScope("admin")
        static void sum(String key) {}
    }

    @RequiresScope("read")
    public static final class Books implements Store<String> {
        @Override
        public void find(String key) {}

        @Override
        public void count(Integer key) {}

        public void sum(String key) {}
    }

    @RequiresScope("read")
    @RequiresAuthentication(acr = {"gold", "silver"})
    public static final class StepUp {
        public void strong() {}

        @RequiresScope("admin")
        @RequiresAuthentication(acr = "gold", maxAge = 300)
        public void recent() {}

        @RequiresAuthentication
        public void nothing() {}

        @RequiresAuthentication(acr = "a b")
        public void quoted() {}
    }
}
