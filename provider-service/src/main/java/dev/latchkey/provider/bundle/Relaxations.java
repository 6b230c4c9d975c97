package dev.latchkey.provider.bundle;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.resource.ResourceSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at each start which settings make the provider less strict than it is by itself. */
final class Relaxations {
    private static final Logger LOG = LoggerFactory.getLogger(Relaxations.class);
    private static final int ADVISABLE_PASSWORD = 8;

    private Relaxations() {}

    static void warn(ProviderConfiguration configuration, Listeners listeners) {
        Stream.concat(sentences(configuration), listeners.warnings())
                .forEach(sentence -> LOG.warn("Less strict by configuration: {}", sentence));
    }

    /** Names clients that may introspect by configuration, and that there are not (yet): most likely misspelt. */
    static void warnOfUnknown(List<ResourceSettings> resources, Function<ClientId, Optional<Client>> clients) {
        for (ResourceSettings resource : resources) {
            resource.introspectionClients().stream()
                    .filter(id -> ClientId.parse(id).flatMap(clients).isEmpty())
                    .forEach(id -> LOG.warn(
                            "provider.resources: introspectionClients of {} names {}, and there is no such client.",
                            resource.identifier(),
                            id));
        }
    }

    private static Stream<String> sentences(ProviderConfiguration configuration) {
        return Stream.of(
                        sentence(
                                configuration.authorization().plainCodeChallenge(),
                                "provider.authorization.plainCodeChallenge takes PKCE challenges that hide nothing."),
                        sentence(
                                configuration.authorization().loopbackHostname(),
                                "provider.authorization.loopbackHostname trusts that the name localhost leads to the"
                                        + " user's own machine."),
                        sentence(
                                configuration.clientAssertions().acceptEndpointAudience(),
                                "provider.clientAssertions.acceptEndpointAudience takes assertions that may have been"
                                        + " made for another provider."),
                        sentence(
                                configuration.signUp().passwordPolicy().minimumLength() < ADVISABLE_PASSWORD,
                                "provider.signUp.password.minimumLength lets people choose passwords of fewer than "
                                        + ADVISABLE_PASSWORD + " characters."),
                        sentence(
                                configuration.tokens().accessOutlivesRefresh(),
                                "provider.tokens has access tokens that live longer than a refresh token that nobody"
                                        + " uses (refreshTokenIdleLifetime): whoever finds one needs no other."),
                        sentence(
                                !configuration.outbound().allow().isEmpty(),
                                "provider.outbound.allow lets whoever registers clients make the provider call "
                                        + configuration.outbound().allow() + "."))
                .flatMap(found -> found);
    }

    private static Stream<String> sentence(boolean found, String sentence) {
        return found ? Stream.of(sentence) : Stream.empty();
    }
}
