package dev.latchkey.provider.bundle;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.endpoint.FormEndpoint;
import dev.latchkey.provider.endpoint.IntrospectionCallers;
import dev.latchkey.provider.endpoint.IntrospectionEndpoint;
import dev.latchkey.provider.endpoint.RevocationEndpoint;
import dev.latchkey.provider.endpoint.StatusListEndpoint;
import dev.latchkey.provider.endpoint.TokenEndpoint;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.grant.GrantHandlers;
import dev.latchkey.provider.grant.HandleGuesses;
import dev.latchkey.provider.grant.TokenRequests;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.status.StatusListTokens;
import dev.latchkey.provider.status.StatusStore;
import dev.latchkey.provider.store.JdbiLiveTokens;
import dev.latchkey.provider.store.JdbiRevocationStore;
import dev.latchkey.provider.store.JdbiStatusStore;
import dev.latchkey.provider.store.JdbiTokenStore;
import dev.latchkey.provider.token.RevocationStore;
import dev.latchkey.provider.token.SingleTokens;
import dev.latchkey.provider.token.TokenIntrospection;
import dev.latchkey.provider.token.TokenIssuer;
import dev.latchkey.provider.token.TokenRevocation;
import dev.latchkey.provider.token.TokenSettings;
import dev.latchkey.provider.token.TokenStore;
import dev.latchkey.provider.token.TokenTools;
import io.dropwizard.core.setup.Environment;
import java.util.List;

/**
 * Tokens: what issues them, where they are kept, and what ends them.
 *
 * @param tools what minting needs
 * @param grants where grants are kept
 * @param ending where many grants end at once
 * @param revocations what is revoked
 * @param lists where status lists are kept
 */
record Tokens(
        TokenTools tools, TokenStore grants, RevocationStore ending, RevocationView revocations, StatusStore lists) {

    /** Reads what is revoked from the start of {@code environment} on. */
    static Tokens over(
            Foundation foundation,
            SigningKeys keys,
            ProviderConfiguration configuration,
            Environment environment,
            Extensions extensions) {
        StatusStore lists = new JdbiStatusStore(foundation.database());
        RevocationView revocations = new RevocationView(lists);
        RevocationStore ending = new JdbiRevocationStore(foundation.database(), revocations);
        environment.lifecycle().manage(new RevocationPoll(revocations, lists, ending, foundation.clock()));
        TokenTools tools = foundation.tokenTools(
                configuration.issuer(),
                keys,
                foundation.statusLists(lists, revocations, configuration.tokens()),
                extensions.claims());
        TokenStore grants = extensions.tokens().apply(new JdbiTokenStore(foundation.database(), revocations));
        return new Tokens(tools, grants, ending, revocations, lists);
    }

    TokenRequests requests(GrantHandlers grants, AuditTrail audit, Environment environment) {
        return new TokenRequests(
                grants, new HandleGuesses(tools.sealer(), tools.clock()), audit, environment.metrics());
    }

    List<FormEndpoint> forms(
            ProviderConfiguration configuration,
            ClientAuthenticator authenticator,
            ClientCache clients,
            TokenRequests requests,
            AuditTrail audit) {
        return List.of(
                new TokenEndpoint(authenticator, requests),
                revocation(authenticator, audit),
                introspection(authenticator, clients, new Resources(configuration.resources())));
    }

    TokenIssuer issuer(TokenSettings settings, AuditTrail audit) {
        return tools.issuer(grants, settings, audit);
    }

    SingleTokens single(TokenSettings settings, Database database) {
        return settings.singleAccessToken()
                ? SingleTokens.among(new JdbiLiveTokens(database), tools)
                : SingleTokens.off(tools);
    }

    StatusListEndpoint statusLists() {
        return new StatusListEndpoint(new StatusListTokens(tools.issuer(), revocations, tools.keys(), tools.clock()));
    }

    private RevocationEndpoint revocation(ClientAuthenticator clients, AuditTrail audit) {
        return new RevocationEndpoint(clients, new TokenRevocation(grants, ending, revocations, tools), audit);
    }

    private IntrospectionEndpoint introspection(
            ClientAuthenticator authenticator, ClientCache clients, Resources resources) {
        TokenIntrospection introspection = new TokenIntrospection(grants, ending, revocations, clients, tools);
        return new IntrospectionEndpoint(
                new IntrospectionCallers(authenticator, introspection, resources, tools.issuer()),
                introspection,
                resources);
    }
}
