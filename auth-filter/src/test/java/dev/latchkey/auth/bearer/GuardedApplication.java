package dev.latchkey.auth.bearer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.auth.RequiresAuthentication;
import dev.latchkey.auth.RequiresReadWriteScope;
import dev.latchkey.auth.RequiresResourceScope;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.RequiresUser;
import dev.latchkey.auth.ScopeMatch;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.bundle.BearerAuthBundle;
import dev.latchkey.auth.bundle.BearerAuthConfiguration;
import dev.latchkey.auth.bundle.HasBearerAuth;
import io.dropwizard.auth.Auth;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An API with every kind of rule, guarded by the bundle. */
public final class GuardedApplication extends Application<GuardedApplication.Settings> {
    /** The clock all instances judge tokens by. */
    public static final SettableClock CLOCK = new SettableClock();

    @Override
    public void initialize(Bootstrap<Settings> bootstrap) {
        bootstrap.addBundle(BearerAuthBundle.<Settings>builder().clock(CLOCK).build());
    }

    @Override
    public void run(Settings configuration, Environment environment) {
        environment.jersey().register(new Users());
        environment.jersey().register(new Groups());
        environment.jersey().register(new Rules());
        environment.jersey().register(new Inherited());
        environment.jersey().register(new ForUsers());
        environment.jersey().register(new PostOnly());
        environment.jersey().register(new SteppedUp());
        environment.jersey().register(new OwnOptions());
    }

    /** The configuration file. */
    public static final class Settings extends Configuration implements HasBearerAuth {
        @Valid
        @NotNull
        @JsonProperty
        private BearerAuthConfiguration bearerAuth;

        @Override
        public BearerAuthConfiguration getBearerAuth() {
            return bearerAuth;
        }
    }

    @Path("/users")
    @RequiresReadWriteScope
    public static final class Users {
        @GET
        public String list(@Auth TokenPrincipal principal) {
            return principal.getName();
        }

        @POST
        public String create() {
            return "created";
        }
    }

    @Path("/groups")
    @RequiresScope("groups")
    public static final class Groups {
        @GET
        public String list() {
            return "groups";
        }

        @GET
        @Path("/read")
        @RequiresScope("read")
        public String methodWins() {
            return "method";
        }
    }

    @Path("/rules")
    public static final class Rules {
        @GET
        @Path("/all")
        @RequiresScope({"a", "b"})
        public String all() {
            return "all";
        }

        @GET
        @Path("/any")
        @RequiresScope(
                value = {"a", "b"},
                match = ScopeMatch.ANY)
        public String any() {
            return "any";
        }

        @GET
        @Path("/alternatives")
        @RequiresScope({"a", "b"})
        @RequiresScope("c")
        public String alternatives() {
            return "alternatives";
        }

        @GET
        @Path("/token")
        @RequiresScope({})
        public String anyToken() {
            return "token";
        }

        @GET
        @Path("/music")
        @RequiresResourceScope("music")
        public String readMusic() {
            return "music";
        }

        @POST
        @Path("/music")
        @RequiresResourceScope("music")
        public String writeMusic() {
            return "music";
        }

        @GET
        @Path("/more")
        @RequiresReadWriteScope("extra")
        public String more() {
            return "more";
        }

        @GET
        @Path("/forgotten")
        public String forgotten() {
            return "secret";
        }

        @GET
        @Path("/roles")
        @RolesAllowed({"admin", "editor"})
        public String roles() {
            return "secret";
        }

        @GET
        @Path("/denied")
        @DenyAll
        public String denied() {
            return "secret";
        }

        @GET
        @Path("/open")
        @PermitAll
        public String open() {
            return "open";
        }

        @GET
        @Path("/greeting")
        @PermitAll
        public String greeting(@Auth Optional<TokenPrincipal> principal) {
            return principal.map(TokenPrincipal::getName).orElse("stranger");
        }

        @GET
        @Path("/async")
        @RequiresScope("read")
        public CompletionStage<String> stage() {
            return CompletableFuture.completedFuture("async");
        }

        @GET
        @Path("/suspended")
        @RequiresScope("read")
        public void suspended(@Suspended AsyncResponse response) {
            response.resume("async");
        }

        @Path("/located")
        public Located located() {
            return new Located();
        }

        @Path("/ruled-locator")
        @RequiresScope("b")
        public Located ruledLocator() {
            return new Located();
        }

        @Path("/classes")
        public Class<Located> classes() {
            return Located.class;
        }

        @Path("/anything")
        @DenyAll
        public Object anything() {
            return new Open();
        }

        @Path("/unknown")
        public Object unknown() {
            return new Open();
        }
    }

    /** Reached through a locator. */
    public static final class Located {
        @GET
        @RequiresScope("a")
        public String ruled() {
            return "located";
        }

        @GET
        @Path("/forgotten")
        public String forgotten() {
            return "secret";
        }
    }

    @Path("/step-up")
    public static final class SteppedUp {
        @GET
        @Path("/strong")
        @RequiresAuthentication(acr = {"gold", "silver"})
        public String strong() {
            return "strong";
        }

        @GET
        @Path("/recent")
        @RequiresAuthentication(maxAge = 300)
        public String recent() {
            return "recent";
        }

        @GET
        @Path("/scoped")
        @RequiresScope("admin")
        @RequiresAuthentication(acr = "gold", maxAge = 300)
        public String scoped() {
            return "scoped";
        }
    }

    @Path("/post-only")
    public static final class PostOnly {
        @POST
        @RequiresScope("write")
        public String create() {
            return "created";
        }
    }

    @Path("/own-options")
    public static final class OwnOptions {
        @GET
        @RequiresScope("read")
        public String get() {
            return "got";
        }

        @OPTIONS
        @RequiresScope("read")
        public String options(@Auth TokenPrincipal principal) {
            return principal.getName();
        }

        @OPTIONS
        @Path("/open")
        @PermitAll
        public String open() {
            return "open";
        }
    }

    /** Open for itself. */
    @PermitAll
    public static final class Open {
        @GET
        public String open() {
            return "open";
        }
    }

    @RequiresScope("a")
    interface Ruled {
        @GET
        @Path("/interface")
        @RequiresScope("b")
        String fromInterface();
    }

    abstract static class RuledBase implements Ruled {
        @GET
        @Path("/base")
        @RequiresScope("c")
        public String fromBase() {
            return "base";
        }
    }

    @Path("/inherited")
    public static final class Inherited extends RuledBase {
        @Override
        public String fromInterface() {
            return "interface";
        }

        @Override
        public String fromBase() {
            return "overridden";
        }

        @GET
        @Path("/class")
        public String fromInterfaceOfClass() {
            return "class";
        }
    }

    @Path("/me")
    @RequiresUser
    public static final class ForUsers {
        @GET
        public String me(@Auth TokenPrincipal principal) {
            return principal.getName();
        }

        @GET
        @Path("/profile")
        @RequiresScope("profile")
        public String profile() {
            return "profile";
        }
    }
}
