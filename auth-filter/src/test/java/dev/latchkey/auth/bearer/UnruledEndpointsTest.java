package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.bearer.unruled.Forgotten;
import dev.latchkey.auth.bundle.BearerAuthBundle;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.testing.ResourceHelpers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Locale;
import java.util.stream.Stream;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Contract(95)
class UnruledEndpointsTest {
    private static @Nullable Registration registration;

    @Attack(269)
    @ParameterizedTest
    @EnumSource(names = {"CLASS", "INSTANCE", "PACKAGE", "PROGRAMMATIC", "LAMBDA", "LOCATED"})
    void doesNotStartWithAnEndpointWithoutARule(Registration how) {
        assertThatThrownBy(() -> start(how, "endpoints.unruled", "refuse"))
                .satisfies(fault -> assertThat(messages(fault))
                        .anySatisfy(message -> assertThat(message)
                                .startsWith("The application does not start, because these endpoints have no access")
                                .containsPattern("GET +" + how.path + " .*CLOSED: no rule")
                                .contains("@RequiresScope, @RolesAllowed, @PermitAll or @DenyAll", "defaultRule")
                                .doesNotContain("/ruled ")));
    }

    @Attack(269)
    @ParameterizedTest
    @EnumSource(names = {"CLASS", "LAMBDA", "LOCATED"})
    void startsOnDemandAndAnswers403(Registration how) throws Exception {
        DropwizardTestSupport<GuardedApplication.Settings> api = start(how, "endpoints.unruled", "close");

        assertThat(new BearerHttp(api.getLocalPort()).get(how.path).statusCode())
                .isEqualTo(403);
        api.after();
    }

    @Test
    void startsWhereEachEndpointHasARule() throws Exception {
        DropwizardTestSupport<GuardedApplication.Settings> api =
                start(Registration.RULED_INFLECTOR, "endpoints.unruled", "refuse");

        assertThat(new BearerHttp(api.getLocalPort()).get("/programmatic").statusCode())
                .isEqualTo(401);
        assertThat(BearerHttp.challenge(new BearerHttp(api.getLocalPort()).get("/programmatic")))
                .contains("scope=\"read\"");
        api.after();
    }

    @ParameterizedTest
    @EnumSource(DefaultRule.class)
    void startsWithADefaultRule(DefaultRule rule) throws Exception {
        DropwizardTestSupport<GuardedApplication.Settings> api =
                start(Registration.CLASS, "endpoints.defaultRule", rule.name().toLowerCase(Locale.ROOT));

        assertThat(new BearerHttp(api.getLocalPort()).get("/forgotten").statusCode())
                .isEqualTo(rule == DefaultRule.DENY_ALL ? 403 : 401);
        assertThat(BearerHttp.challenge(new BearerHttp(api.getLocalPort()).get("/forgotten"))
                        .contains("scope=\"read\""))
                .isEqualTo(rule == DefaultRule.READ_WRITE);
        api.after();
    }

    private static Stream<String> messages(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(message -> message != null);
    }

    private static DropwizardTestSupport<GuardedApplication.Settings> start(
            Registration how, String setting, String value) throws Exception {
        registration = how;
        DropwizardTestSupport<GuardedApplication.Settings> api = new DropwizardTestSupport<>(
                Forgetful.class,
                ResourceHelpers.resourceFilePath("unruled.yml"),
                ConfigOverride.config("bearerAuth." + setting, value));
        try {
            api.before();
            return api;
        } catch (Exception e) {
            api.after();
            throw e;
        }
    }

    /** An application whose author forgot a rule. */
    public static final class Forgetful extends Application<GuardedApplication.Settings> {
        @Override
        public void initialize(Bootstrap<GuardedApplication.Settings> bootstrap) {
            bootstrap.addBundle(BearerAuthBundle.create());
        }

        @Override
        public void run(GuardedApplication.Settings configuration, Environment environment) {
            environment.jersey().register(new Ruled());
            registration.register(environment);
        }
    }

    private enum Registration {
        CLASS("/forgotten") {
            @Override
            void register(Environment environment) {
                environment.jersey().register(Forgotten.class);
            }
        },
        INSTANCE("/forgotten") {
            @Override
            void register(Environment environment) {
                environment.jersey().register(new Forgotten());
            }
        },
        PACKAGE("/forgotten") {
            @Override
            void register(Environment environment) {
                environment.jersey().packages("dev.latchkey.auth.bearer.unruled");
            }
        },
        PROGRAMMATIC("/programmatic") {
            @Override
            void register(Environment environment) {
                Resource.Builder resource = Resource.builder("/programmatic");
                resource.addMethod("GET").handledBy(new Secret());
                environment.jersey().getResourceConfig().registerResources(resource.build());
            }
        },
        LAMBDA("/programmatic") {
            @Override
            void register(Environment environment) {
                Resource.Builder resource = Resource.builder("/programmatic");
                resource.addMethod("GET").handledBy(request -> "secret");
                environment.jersey().getResourceConfig().registerResources(resource.build());
            }
        },
        LOCATED("/locator/forgotten") {
            @Override
            void register(Environment environment) {
                environment.jersey().register(new Locator());
            }
        },
        RULED_INFLECTOR("/programmatic") {
            @Override
            void register(Environment environment) {
                Resource.Builder resource = Resource.builder("/programmatic");
                resource.addMethod("GET").handledBy(new RuledSecret());
                environment.jersey().getResourceConfig().registerResources(resource.build());
            }
        };

        private final String path;

        Registration(String path) {
            this.path = path;
        }

        abstract void register(Environment environment);
    }

    @Path("/ruled")
    public static final class Ruled {
        @GET
        @RequiresScope("read")
        public String ruled() {
            return "ruled";
        }
    }

    @Path("/locator")
    public static final class Locator {
        @Path("/forgotten")
        public Located located() {
            return new Located();
        }
    }

    public static final class Located {
        @GET
        public String secret() {
            return "secret";
        }
    }

    public static final class Secret implements Inflector<ContainerRequestContext, String> {
        @Override
        public String apply(ContainerRequestContext request) {
            return "secret";
        }
    }

    public static final class RuledSecret implements Inflector<ContainerRequestContext, String> {
        @Override
        @RequiresScope("read")
        public String apply(ContainerRequestContext request) {
            return "secret";
        }
    }
}
