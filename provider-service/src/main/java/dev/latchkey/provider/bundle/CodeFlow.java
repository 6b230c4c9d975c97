package dev.latchkey.provider.bundle;

import dev.latchkey.provider.authorize.AuthorizationCodeGrant;
import dev.latchkey.provider.authorize.AuthorizationCodeStore;
import dev.latchkey.provider.authorize.AuthorizationCodes;
import dev.latchkey.provider.authorize.AuthorizationEndpoint;
import dev.latchkey.provider.authorize.AuthorizationRequests;
import dev.latchkey.provider.authorize.AuthorizationTools;
import dev.latchkey.provider.authorize.ConsentPage;
import dev.latchkey.provider.authorize.PushedAuthorizationRequestEndpoint;
import dev.latchkey.provider.authorize.PushedRequests;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.consent.Consents;
import dev.latchkey.provider.grant.ScopePolicy;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.store.JdbiAuthorizationCodeStore;
import dev.latchkey.provider.store.JdbiConsentStore;
import dev.latchkey.provider.store.JdbiPushedRequestStore;
import dev.latchkey.provider.token.TokenIssuer;
import dev.latchkey.provider.token.TokenTools;

/** The authorization code flow: its endpoints and its grant. */
final class CodeFlow {
    private final ProviderConfiguration configuration;
    private final Foundation foundation;
    private final Tokens tokens;
    private final TokenIssuer issuer;
    private final PushedRequests pushed;
    private final AuthorizationCodeStore codes;

    CodeFlow(ProviderConfiguration configuration, Foundation foundation, Tokens tokens, TokenIssuer issuer) {
        this.configuration = configuration;
        this.foundation = foundation;
        this.tokens = tokens;
        this.issuer = issuer;
        this.pushed = pushed(configuration, foundation, tokens.tools());
        this.codes = new JdbiAuthorizationCodeStore(foundation.database());
    }

    AuthorizationCodeGrant grant() {
        return new AuthorizationCodeGrant(codes, tokens.grants(), issuer, tokens.tools(), foundation.audit());
    }

    AuthorizationEndpoint page(ClientCache clients, BrowserTools browser) {
        return new AuthorizationEndpoint(configuration.issuer(), requests(clients), pushed, tools(browser));
    }

    PushedAuthorizationRequestEndpoint form(ClientCache clients, ClientAuthenticator authenticator) {
        return new PushedAuthorizationRequestEndpoint(authenticator, requests(clients), pushed);
    }

    private AuthorizationRequests requests(ClientCache clients) {
        ScopePolicy scopes = new ScopePolicy(new Resources(configuration.resources()), configuration.issuer());
        return new AuthorizationRequests(clients, scopes, configuration.authorization());
    }

    private static PushedRequests pushed(ProviderConfiguration configuration, Foundation foundation, TokenTools tools) {
        return new PushedRequests(
                new JdbiPushedRequestStore(foundation.database()),
                tools.sealer(),
                tools.ids(),
                tools.clock(),
                configuration.authorization().pushedRequests(tools.clock()));
    }

    private AuthorizationTools tools(BrowserTools browser) {
        TokenTools tools = tokens.tools();
        return new AuthorizationTools(
                browser.visits(),
                browser.tickets(),
                new Consents(new JdbiConsentStore(foundation.database()), tools.clock()),
                new AuthorizationCodes(
                        codes, tools.sealer(), tools.ids(), tools.clock(), configuration.authorization(), issuer),
                new ConsentPage(new Resources(configuration.resources()), issuer),
                browser.answers(),
                foundation.audit(),
                tools.clock());
    }
}
