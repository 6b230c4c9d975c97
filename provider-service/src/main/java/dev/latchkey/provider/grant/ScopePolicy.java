package dev.latchkey.provider.grant;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.token.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which scopes a client gets, and for which resource (RFC 6749 §3.3, RFC 8707 §2). */
public final class ScopePolicy {
    private final Resources resources;
    private final String issuer;

    public ScopePolicy(Resources resources, String issuer) {
        this.resources = resources;
        this.issuer = issuer;
    }

    /**
     * What the client gets for the {@code scope} parameter it sent, or for none; scopes that those imply come along.
     *
     * @throws OAuthException invalid_scope when it may not have it, or it spans several resources
     */
    public Permission permit(Client client, Optional<String> requested) {
        Permission asked = requested.isPresent() ? explicit(client, requested.get()) : unasked(client);
        return new Permission(resources.withImplied(asked.scope()), asked.audience());
    }

    /**
     * The part of {@code granted} that a refresh asks for by its {@code scope} parameter, all of it for none
     * (RFC 6749 §6).
     *
     * @throws OAuthException invalid_scope when it is malformed or more than was granted
     */
    public ScopeSet narrow(ScopeSet granted, Optional<String> requested) {
        if (requested.isEmpty()) {
            return granted;
        }
        ScopeSet scope = parse(requested.get());
        if (!granted.containsAll(scope)) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE, "The scope is more than the user granted. Ask for it or for less.");
        }
        // What a scope implies may have been configured after the user granted it.
        return resources.withImplied(scope).retainAll(granted);
    }

    /**
     * What the client gets for the parameters {@code scope} and {@code resource} (RFC 8707 §2).
     *
     * @throws OAuthException invalid_scope when it may not have it, invalid_target when a resource is unknown, or they
     *     are several, or the scopes are not its own
     */
    public Permission permit(Client client, Parameters parameters) {
        List<String> wanted = parameters.all("resource").stream().distinct().toList();
        Optional<String> scope = parameters.find("scope");
        if (wanted.isEmpty()) {
            return permit(client, scope);
        }
        String audience = wanted.get(0);
        if (wanted.size() > 1 || !(resources.isKnown(audience) || audience.equals(issuer))) {
            throw invalidTarget("The resource is unknown, or there are several. Send one that this provider serves.");
        }
        Permission permission = scope.isPresent() ? explicit(client, scope.get()) : impliedFor(client, audience);
        if (!permission.audience().equals(audience)) {
            throw invalidTarget("The scopes belong to another resource. Ask for scopes of the resource you name.");
        }
        return new Permission(resources.withImplied(permission.scope()), audience);
    }

    /**
     * Makes sure that a request names no resource but the one that was granted (RFC 8707 §2.2).
     *
     * @throws OAuthException invalid_target when it does
     */
    public static void requireResource(Parameters parameters, String granted) {
        if (!parameters.all("resource").stream().allMatch(granted::equals)) {
            throw invalidTarget("The resource is not the one that was granted. Send that one, or leave it out.");
        }
    }

    private static OAuthException invalidTarget(String description) {
        return new OAuthException(ErrorCode.INVALID_TARGET, description);
    }

    private Permission impliedFor(Client client, String audience) {
        ScopeSet scope = defaults(client, word -> audienceOf(word).equals(audience));
        if (scope.isEmpty()) {
            throw invalidTarget(
                    "The client has no default scope of this resource. Name the scopes, or another resource.");
        }
        return new Permission(scope, audience);
    }

    /**
     * Reads a {@code scope} parameter.
     *
     * @throws OAuthException invalid_scope when it is malformed
     */
    public static ScopeSet parse(String scope) {
        try {
            return ScopeSet.parse(scope);
        } catch (IllegalArgumentException e) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE, "The scope is malformed. Send scope words with one space between them.");
        }
    }

    private Permission explicit(Client client, String requested) {
        ScopeSet scope = parse(requested);
        if (!client.permissions().scopes().containsAll(scope)
                || !resources.requestable().containsAll(scope)) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE, "The scope is unknown, or more than this client may have. Ask for less.");
        }
        List<String> audiences =
                scope.values().stream().map(this::audienceOf).distinct().toList();
        if (audiences.size() > 1) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE, "The scopes belong to several resources. Ask for one token per resource.");
        }
        return new Permission(scope, audiences.get(0));
    }

    private Permission unasked(Client client) {
        ScopeSet candidates = defaults(client, any -> true);
        if (candidates.isEmpty()) {
            return new Permission(ScopeSet.empty(), issuer);
        }
        String audience = audienceOf(candidates.values().get(0));
        return new Permission(only(candidates, word -> audienceOf(word).equals(audience)), audience);
    }

    // Where nothing is left of the configured defaults it is all the client may have: a token without a scope is of no
    // use to anybody.
    private ScopeSet defaults(Client client, Predicate<String> wanted) {
        ScopeSet own = client.permissions().defaultScopes();
        ScopeSet all = client.permissions().scopes();
        ScopeSet usual = own.isEmpty() ? only(resources.defaultsAmong(all), wanted) : own;
        return only(resources.requestable().retainAll(usual.isEmpty() ? all : usual), wanted);
    }

    private static ScopeSet only(ScopeSet scopes, Predicate<String> wanted) {
        return ScopeSet.of(scopes.values().stream().filter(wanted).toList());
    }

    private String audienceOf(String scope) {
        return resources.resourceOf(scope).orElse(issuer);
    }
}
