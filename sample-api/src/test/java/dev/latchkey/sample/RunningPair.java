package dev.latchkey.sample;

import dev.latchkey.provider.app.ApplicationConfiguration;
import dev.latchkey.provider.app.ProviderApplication;
import dev.latchkey.provider.bundle.Timekeeping;
import dev.latchkey.testing.Checkout;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.core.Application;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/** A provider and the sample API over one database, each as its own configuration file starts it. */
final class RunningPair implements AutoCloseable {
    private final DropwizardTestSupport<ApplicationConfiguration> provider;
    private final DropwizardTestSupport<SampleConfiguration> api;

    private RunningPair(
            DropwizardTestSupport<ApplicationConfiguration> provider, DropwizardTestSupport<SampleConfiguration> api) {
        this.provider = provider;
        this.api = api;
    }

    static RunningPair start() throws Exception {
        JdbcAddress address = TestDatabase.H2.create("story");
        int port = FreePorts.firstOf(1);
        String issuer = "http://127.0.0.1:" + port + "/o";
        DropwizardTestSupport<ApplicationConfiguration> provider =
                new DropwizardTestSupport<>(
                        ProviderApplication.class,
                        Checkout.root().resolve("config.yml").toString(),
                        "story-provider",
                        overrides("story-provider", "provider.database", address, port, "provider.issuer", issuer)) {
                    @Override
                    public Application<ApplicationConfiguration> newApplication() {
                        PrintStream nowhere =
                                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
                        return new ProviderApplication(nowhere, Timekeeping.byDatabase());
                    }
                };
        provider.before();
        DropwizardTestSupport<SampleConfiguration> api = new DropwizardTestSupport<>(
                SampleApplication.class,
                RunningApi.configFile().toString(),
                "story-api",
                overrides("story-api", "database", address, 0, "bearerAuth.issuer", issuer));
        api.before();
        return new RunningPair(provider, api);
    }

    private static ConfigOverride[] overrides(
            String prefix, String database, JdbcAddress address, int port, String... more) {
        String[] pairs = {
            database + ".url",
            address.url(),
            database + ".user",
            address.user(),
            database + ".password",
            address.password(),
            "server.applicationConnectors[0].port",
            Integer.toString(port),
            "server.adminConnectors[0].port",
            "0",
            "server.shutdownGracePeriod",
            "0s",
            "logging.level",
            "WARN",
            more[0],
            more[1]
        };
        return Stream.iterate(0, i -> i < pairs.length, i -> i + 2)
                .map(i -> ConfigOverride.config(prefix, pairs[i], pairs[i + 1]))
                .toArray(ConfigOverride[]::new);
    }

    URI provider(String path) {
        return URI.create("http://127.0.0.1:" + provider.getLocalPort() + path);
    }

    /** How often the API asks which tokens are revoked; the provider that revoked them says so at once. */
    Duration statusRefresh() {
        return api.getConfiguration().getBearerAuth().statusRefresh().toJavaDuration();
    }

    int apiPort() {
        return api.getLocalPort();
    }

    @Override
    public void close() {
        api.after();
        provider.after();
    }
}
