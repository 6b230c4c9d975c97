package dev.latchkey.foreign;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.bundle.BearerAuthBundle;
import dev.latchkey.auth.bundle.BearerAuthConfiguration;
import dev.latchkey.auth.bundle.HasBearerAuth;
import io.dropwizard.auth.Auth;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.DropwizardTestSupport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** An API as somebody else writes it, with a configuration of one's own. */
public final class Shop extends Application<Shop.Settings> {
    private static final String SERVER = """
            server:
              applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
              adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
              requestLog: {appenders: []}
              shutdownGracePeriod: 0s
            logging: {level: WARN}
            """;

    /** Starts the API with this section {@code bearerAuth}. */
    static DropwizardTestSupport<Settings> start(String bearerAuth) {
        try {
            java.nio.file.Path file = Files.createTempFile("shop", ".yml");
            file.toFile().deleteOnExit();
            Files.writeString(file, SERVER + bearerAuth);
            DropwizardTestSupport<Settings> api = new DropwizardTestSupport<>(Shop.class, file.toString());
            api.before();
            return api;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void initialize(Bootstrap<Settings> bootstrap) {
        bootstrap.addBundle(BearerAuthBundle.create());
    }

    @Override
    public void run(Settings configuration, Environment environment) {
        environment.jersey().register(new Orders());
    }

    /** Its configuration. */
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

    /** Its resource. */
    @Path("/orders")
    @RequiresScope("read")
    public static final class Orders {
        @GET
        public String list(@Auth TokenPrincipal caller) {
            return caller.clientId() + " " + caller.getName() + " " + caller.isUser();
        }

        @GET
        @Path("/staff")
        @RolesAllowed("staff")
        public String staff() {
            return "staff";
        }
    }
}
