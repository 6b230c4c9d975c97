package dev.latchkey.provider.bundle;

import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.device.CodeAttempts;
import dev.latchkey.provider.device.DeviceAuthorizationEndpoint;
import dev.latchkey.provider.device.DeviceCodeGrant;
import dev.latchkey.provider.device.DeviceCodeStore;
import dev.latchkey.provider.device.DeviceCodes;
import dev.latchkey.provider.device.DeviceEndpoint;
import dev.latchkey.provider.device.DeviceTools;
import dev.latchkey.provider.grant.ScopePolicy;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.store.JdbiDeviceCodeStore;
import dev.latchkey.provider.token.TokenIssuer;

/** The device flow: its endpoints and its grant. */
final class DeviceFlow {
    private final ProviderConfiguration configuration;
    private final Foundation foundation;
    private final Tokens tokens;
    private final DeviceCodeStore codes;

    DeviceFlow(ProviderConfiguration configuration, Foundation foundation, Tokens tokens) {
        this.configuration = configuration;
        this.foundation = foundation;
        this.tokens = tokens;
        this.codes = new JdbiDeviceCodeStore(foundation.database(), foundation.secrets());
    }

    DeviceCodeGrant grant(TokenIssuer issuer) {
        return new DeviceCodeGrant(codes, issuer, tokens.tools());
    }

    DeviceAuthorizationEndpoint form(ClientAuthenticator authenticator) {
        return new DeviceAuthorizationEndpoint(
                authenticator,
                new ScopePolicy(new Resources(configuration.resources()), configuration.issuer()),
                new DeviceCodes(codes, tokens.tools(), foundation.random(), configuration.device()),
                configuration.issuer());
    }

    DeviceEndpoint page(ClientCache clients, BrowserTools browser) {
        DeviceTools tools = new DeviceTools(
                browser.visits(),
                browser.tickets(),
                clients,
                new Resources(configuration.resources()),
                browser.answers(),
                foundation.audit(),
                foundation.clock());
        return new DeviceEndpoint(codes, new CodeAttempts(foundation.clock()), tools);
    }
}
