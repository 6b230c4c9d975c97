package dev.latchkey.provider.app;

import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientRegistration.Wanted;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.token.TokenSettings;
import java.util.Optional;

/** Refuses options of {@code client create} that would never have an effect, or a bad one. */
final class ClientOptionsCheck {
    private ClientOptionsCheck() {}

    static void require(Wanted wanted, Resources resources, TokenSettings settings) {
        requireLifetimes(wanted.tokens(), settings);
        requireIntrospection(wanted, resources);
        requireConsent(wanted);
        requireAuthorizationRequests(wanted);
    }

    private static void requireLifetimes(ClientTokens tokens, TokenSettings settings) {
        if (settings.idleOutlastsGrant(tokens)) {
            throw new CommandException("Its refresh tokens could go unused for longer (--refresh-token-idle-lifetime,"
                    + " or the provider's refreshTokenIdleLifetime) than they live (--refresh-token-lifetime, or the"
                    + " provider's refreshTokenLifetime): make the first shorter or equal.");
        }
    }

    private static void requireAuthorizationRequests(Wanted wanted) {
        ClientPolicy policy = wanted.policy();
        if (policy.implicit() && wanted.permissions().redirectUris().isEmpty()) {
            throw new CommandException(
                    "--implicit needs somewhere to send the tokens to: add --redirect-uri, or leave" + " it out.");
        }
        boolean asks = policy.implicit() || wanted.permissions().grantTypes().contains(GrantType.AUTHORIZATION_CODE);
        if (!asks && (policy.trusted() || policy.pushedRequestRequired())) {
            throw new CommandException("--trusted and --require-par are about authorization requests, which this client"
                    + " cannot make: add --grant authorization_code, or leave them out.");
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

    private static void requireConsent(Wanted wanted) {
        boolean anybodys = wanted.permissions().redirectUris().stream().anyMatch(wanted.type()::canBeFeignedAt);
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
