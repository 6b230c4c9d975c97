package dev.latchkey.provider.bundle;

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
                                !configuration.outbound().allow().isEmpty(),
                                "provider.outbound.allow lets whoever registers clients make the provider call "
                                        + configuration.outbound().allow() + "."))
                .flatMap(found -> found);
    }

    private static Stream<String> sentence(boolean found, String sentence) {
        return found ? Stream.of(sentence) : Stream.empty();
    }
}
