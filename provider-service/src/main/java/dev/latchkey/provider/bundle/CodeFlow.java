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
    private final AuthorizationCodeStore codes;

    CodeFlow(ProviderConfiguration configuration, Foundation foundation, Tokens tokens, TokenIssuer issuer) {
        this.configuration = configuration;
        this.foundation = foundation;
        this.tokens = tokens;
        this.issuer = issuer;
        this.codes = new JdbiAuthorizationCodeStore(foundation.database());
    }

    AuthorizationCodeGrant grant() {
        return new AuthorizationCodeGrant(codes, tokens.grants(), issuer, tokens.tools(), foundation.audit());
    }

    Object[] endpoints(ClientCache clients, ClientAuthenticator authenticator, BrowserTools browser) {
        Resources resources = new Resources(configuration.resources());
        AuthorizationRequests requests = new AuthorizationRequests(
                clients, new ScopePolicy(resources, configuration.issuer()), configuration.authorization());
        TokenTools tools = tokens.tools();
        PushedRequests pushed = new PushedRequests(
                new JdbiPushedRequestStore(foundation.database()),
                tools.sealer(),
                tools.ids(),
                tools.clock(),
                configuration.authorization().pushedRequests(tools.clock()));
        return new Object[] {
            new AuthorizationEndpoint(configuration.issuer(), requests, pushed, tools(browser, resources)),
            new PushedAuthorizationRequestEndpoint(authenticator, requests, pushed)
        };
    }

    private AuthorizationTools tools(BrowserTools browser, Resources resources) {
        TokenTools tools = tokens.tools();
        return new AuthorizationTools(
                browser.visits(),
                browser.tickets(),
                new Consents(new JdbiConsentStore(foundation.database()), tools.clock()),
                new AuthorizationCodes(
                        codes, tools.sealer(), tools.ids(), tools.clock(), configuration.authorization(), issuer),
                new ConsentPage(resources, issuer),
                browser.answers(),
                foundation.audit(),
                tools.clock());
    }
}
