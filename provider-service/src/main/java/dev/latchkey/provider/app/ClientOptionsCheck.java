package dev.latchkey.provider.app;

import dev.latchkey.provider.client.ClientRegistration.Wanted;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.resource.Resources;
import java.time.Duration;
import java.util.Optional;

/** Refuses options of {@code client create} that would never have an effect, or a bad one. */
final class ClientOptionsCheck {
    private ClientOptionsCheck() {}

    static void require(Wanted wanted, Resources resources) {
        requireLifetimes(wanted.tokens());
        requireIntrospection(wanted, resources);
        requireConsent(wanted);
    }

    private static void requireLifetimes(ClientTokens tokens) {
        Duration idle = tokens.refreshTokenIdleLifetime();
        Duration absolute = tokens.refreshTokenLifetime();
        if (idle != null && absolute != null && idle.compareTo(absolute) > 0) {
            throw new CommandException("--refresh-token-idle-lifetime is longer than --refresh-token-lifetime, which"
                    + " ends the token first: make it shorter or equal.");
        }
    }

    private static void requireIntrospection(Wanted wanted, Resources resources) {
        if (wanted.permissions().introspectsFor().isEmpty()) {
            return;
        }
        if (wanted.type() == ClientType.PUBLIC) {
            throw new CommandException("A public client cannot introspect: it has no secret to prove who it is"
                    + " (RFC 7662 section 2.1). Leave --introspects-for out, or make the client confidential.");
        }
        Optional<String> unknown = wanted.permissions().introspectsFor().stream()
                .filter(resource -> !resources.isKnown(resource))
                .sorted()
                .findFirst();
        if (unknown.isPresent()) {
            throw new CommandException("There is no resource \"" + unknown.get() + "\" to introspect for: use an"
                    + " identifier of provider.resources (config.yml).");
        }
    }

    // Any application on the device can pretend to be such a client: a person has to look each time (RFC 8252 8.6).
    private static void requireConsent(Wanted wanted) {
        boolean anybodys = wanted.type() == ClientType.PUBLIC
                && wanted.permissions().redirectUris().stream().anyMatch(RedirectUri::isNative);
        if (wanted.policy().trusted() && anybodys) {
            throw new CommandException("A public client with a redirect URI on the user's device cannot be trusted:"
                    + " other applications there can pretend to be it (RFC 8252 section 8.6). Leave --trusted out.");
        }
    }

    /** What whoever registers the client should know. */
    static Optional<String> warning(Wanted wanted) {
        return wanted.policy().implicit()
                ? Optional.of("The implicit grant leaves tokens in the browser's address and history (RFC 9700 section"
                        + " 2.1.2): use authorization_code with PKCE where you can.")
                : Optional.empty();
    }
}
