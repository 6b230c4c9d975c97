package dev.latchkey.provider.bundle;

import dev.latchkey.auth.UriSyntax;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.provider.resource.Resources;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names what is unsafe or contradictory in a configuration, with the fix. */
final class ConfigurationCheck {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final List<Function<ProviderConfiguration, Optional<String>>> CHECKS = List.of(
            ConfigurationCheck::issuer,
            ConfigurationCheck::issuerScheme,
            ConfigurationCheck::requireHttps,
            ConfigurationCheck::missingSecret,
            ConfigurationCheck::weakSecret,
            ConfigurationCheck::databaseLogin,
            ConfigurationCheck::lifetimes,
            ConfigurationCheck::keys,
            ConfigurationCheck::resources,
            ConfigurationCheck::sessions,
            ConfigurationCheck::applications,
            ConfigurationCheck::outbound,
            ConfigurationCheck::branding);

    private ConfigurationCheck() {}

    /** Throws {@link UnsafeConfigurationException} with every problem found. */
    static void require(ProviderConfiguration configuration, Listeners listeners) {
        List<String> problems = Stream.concat(problems(configuration), listeners.objection(configuration).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new UnsafeConfigurationException(problems);
        }
    }

    private static Stream<String> problems(ProviderConfiguration configuration) {
        return CHECKS.stream().map(check -> check.apply(configuration)).flatMap(Optional::stream);
    }

    private static Optional<String> issuer(ProviderConfiguration configuration) {
        boolean good = UriSyntax.parse(configuration.issuer())
                .filter(uri -> Set.of("https", "http").contains(String.valueOf(uri.getScheme())))
                .filter(uri -> uri.getHost() != null && uri.getRawUserInfo() == null)
                .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
                .filter(uri -> !uri.getRawPath().endsWith("/"))
                .isPresent();
        return problem(
                !good,
                "provider.issuer: \"" + configuration.issuer() + "\" is not an absolute URL without query, fragment"
                        + " and trailing slash (RFC 8414 section 2): write it like https://id.example.com/o.");
    }

    private static Optional<String> issuerScheme(ProviderConfiguration configuration) {
        boolean clear = UriSyntax.parse(configuration.issuer())
                .filter(uri -> "http".equals(uri.getScheme()) && !LOOPBACK.contains(String.valueOf(uri.getHost())))
                .isPresent();
        return problem(
                clear, "provider.issuer: plain http is for localhost only, tokens would travel in clear: use https.");
    }

    private static Optional<String> requireHttps(ProviderConfiguration configuration) {
        return problem(
                configuration.requireHttps() && configuration.issuer().startsWith("http:"),
                "provider.requireHttps: the issuer is an http URL, every request to it would be refused: make the issuer"
                        + " https, or leave requireHttps off.");
    }

    private static Optional<String> missingSecret(ProviderConfiguration configuration) {
        return problem(
                SecretFile.mustBeConfigured(configuration.database()) && isBlank(configuration.secret()),
                "provider.secret: a networked database needs a server secret that all nodes share: set"
                        + " LATCHKEY_SECRET to the output of `openssl rand -base64 32`.");
    }

    private static Optional<String> weakSecret(ProviderConfiguration configuration) {
        String secret = configuration.secret();
        if (secret == null || secret.isBlank()) {
            return Optional.empty();
        }
        return sentence(() -> ServerSecrets.parse(secret)).map(sentence -> "provider.secret: " + sentence);
    }

    private static Optional<String> databaseLogin(ProviderConfiguration configuration) {
        return new DatabaseLogin(configuration.database())
                .objection()
                .map(sentence -> "provider.database: " + sentence);
    }

    private static Optional<String> sessions(ProviderConfiguration configuration) {
        return configuration.sessions().contradiction().map(sentence -> "provider.sessions: " + sentence);
    }

    private static Optional<String> lifetimes(ProviderConfiguration configuration) {
        return configuration.tokens().contradiction().map(sentence -> "provider.tokens: " + sentence);
    }

    private static Optional<String> keys(ProviderConfiguration configuration) {
        return configuration.keys().contradiction().map(sentence -> "provider.keys: " + sentence);
    }

    private static Optional<String> resources(ProviderConfiguration configuration) {
        return sentence(() -> new Resources(configuration.resources()))
                .map(sentence -> "provider.resources: " + sentence);
    }

    private static Optional<String> applications(ProviderConfiguration configuration) {
        // What is wrong with the resources themselves is said above.
        return resources(configuration).isPresent()
                ? Optional.empty()
                : configuration
                        .applications()
                        .contradiction(new Resources(configuration.resources()))
                        .map(sentence -> "provider.applications." + sentence);
    }

    private static Optional<String> outbound(ProviderConfiguration configuration) {
        return configuration.outbound().contradiction().map(sentence -> "provider.outbound." + sentence);
    }

    private static Optional<String> branding(ProviderConfiguration configuration) {
        return configuration.branding().contradiction().map(sentence -> "provider.branding." + sentence);
    }

    private static Optional<String> sentence(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> problem(boolean found, String sentence) {
        return found ? Optional.of(sentence) : Optional.empty();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
