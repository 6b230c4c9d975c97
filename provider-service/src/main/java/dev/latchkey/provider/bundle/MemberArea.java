package dev.latchkey.provider.bundle;

import dev.latchkey.provider.application.ApplicationEndpoint;
import dev.latchkey.provider.application.ApplicationPages;
import dev.latchkey.provider.application.ApplicationSecretsEndpoint;
import dev.latchkey.provider.application.Applications;
import dev.latchkey.provider.application.ApplicationsEndpoint;
import dev.latchkey.provider.application.RegistrationEndpoint;
import dev.latchkey.provider.application.Snippets;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.store.JdbiApplicationStore;
import java.util.ArrayList;
import java.util.List;

/** The pages for people who are logged in. */
final class MemberArea {
    private static final String APPLICATIONS = "applications";

    private final ProviderConfiguration configuration;
    private final Foundation foundation;
    private final Tokens tokens;
    private final BrowserTools browser;

    MemberArea(ProviderConfiguration configuration, Foundation foundation, Tokens tokens, BrowserTools browser) {
        this.configuration = configuration;
        this.foundation = foundation;
        this.tokens = tokens;
        this.browser = browser;
    }

    /** Where the navigation leads. */
    static List<String> sections(ProviderConfiguration configuration) {
        return configuration.applications().isEnabled() ? List.of(APPLICATIONS) : List.of();
    }

    Object[] endpoints(ClientCache clients) {
        List<Object> endpoints = new ArrayList<>();
        if (configuration.applications().isEnabled()) {
            endpoints.addAll(applications(clients));
        }
        return endpoints.toArray();
    }

    private List<Object> applications(ClientCache clients) {
        Applications applications = new Applications(
                new JdbiApplicationStore(foundation.database()),
                new ClientRegistration(
                        new ClientSecretHasher(foundation.secrets()), foundation.random(), foundation.clock()),
                configuration.applications(),
                new ClientFollowUp(clients, tokens),
                foundation.audit(),
                foundation.clock());
        MemberPages pages = browser.members().in(APPLICATIONS);
        ApplicationPages views =
                new ApplicationPages(applications, new Snippets(configuration.issuer(), foundation.random()));
        return List.of(
                new ApplicationsEndpoint(applications, pages),
                new RegistrationEndpoint(
                        applications,
                        views,
                        pages,
                        tokens.tools().sealer(),
                        tokens.tools().ids()),
                new ApplicationEndpoint(applications, views, pages),
                new ApplicationSecretsEndpoint(applications, views, pages));
    }
}
