package dev.latchkey.benchmarks.app;

import dev.latchkey.auth.bundle.BearerAuthBundle;
import io.dropwizard.auth.AuthDynamicFeature;
import io.dropwizard.auth.PrincipalImpl;
import io.dropwizard.auth.oauth.OAuthCredentialAuthFilter;
import io.dropwizard.core.setup.Environment;
import java.util.Optional;

/** What stands before the endpoint. */
public enum Guard {
    /** Nothing. */
    OPEN {
        @Override
        void install(ApiConfiguration configuration, Environment environment) {
            environment.jersey().register(new OpenResource());
        }
    },
    /** Dropwizard's filter for Bearer tokens, with an authenticator that takes every token at once. */
    STOCK {
        @Override
        void install(ApiConfiguration configuration, Environment environment) {
            PrincipalImpl anybody = new PrincipalImpl("anybody");
            environment
                    .jersey()
                    .register(new AuthDynamicFeature(new OAuthCredentialAuthFilter.Builder<PrincipalImpl>()
                            .setAuthenticator(token -> Optional.of(anybody))
                            .setPrefix("Bearer")
                            .buildAuthFilter()));
            environment.jersey().register(new StockResource());
        }
    },
    /** Latchkey's filter, as a user sets it up. */
    LATCHKEY {
        @Override
        void install(ApiConfiguration configuration, Environment environment) {
            BearerAuthBundle.<ApiConfiguration>create().run(configuration, environment);
            environment.jersey().register(new GuardedResource());
        }
    };

    abstract void install(ApiConfiguration configuration, Environment environment);
}
