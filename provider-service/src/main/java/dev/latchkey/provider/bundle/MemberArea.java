package dev.latchkey.provider.bundle;

import dev.latchkey.provider.account.AccountEndpoint;
import dev.latchkey.provider.account.AuthorizedApps;
import dev.latchkey.provider.account.AuthorizedAppsEndpoint;
import dev.latchkey.provider.account.PasswordChange;
import dev.latchkey.provider.account.PasswordEndpoint;
import dev.latchkey.provider.account.RecentActivity;
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
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.store.JdbiApplicationStore;
import dev.latchkey.provider.store.JdbiAuditSearch;
import dev.latchkey.provider.store.JdbiAuthorizedAppStore;
import dev.latchkey.provider.store.JdbiConsentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pages for people who are logged in. */
final class MemberArea {
    private static final String APPLICATIONS = "applications";
    private static final String AUTHORIZED = "authorized_tokens";
    private static final String ACCOUNT = "account";

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
        return Stream.of(APPLICATIONS, AUTHORIZED, ACCOUNT)
                .filter(section -> !section.equals(APPLICATIONS)
                        || configuration.applications().isEnabled())
                .toList();
    }

    /**
     * The endpoints of all sections.
     *
     * @param passwords how people change theirs; empty where they are kept elsewhere
     */
    Object[] endpoints(ClientCache clients, Optional<PasswordChange> passwords) {
        List<Object> endpoints = new ArrayList<>(List.of(authorized()));
        MemberPages pages = browser.members().in(ACCOUNT);
        endpoints.add(new AccountEndpoint(
                browser.sessions(),
                pages,
                foundation.audit(),
                user -> tokens.ending().revokeGrants(user, foundation.clock().instant()),
                activity(clients),
                passwords.isPresent()));
        passwords.ifPresent(change -> endpoints.add(
                new PasswordEndpoint(change, browser.sessions(), browser.visits(), pages, foundation.audit())));
        if (configuration.applications().isEnabled()) {
            endpoints.addAll(applications(clients));
        }
        return endpoints.toArray();
    }

    private RecentActivity activity(ClientCache clients) {
        return new RecentActivity(new JdbiAuditSearch(foundation.database()), clients);
    }

    private AuthorizedAppsEndpoint authorized() {
        AuthorizedApps apps = new AuthorizedApps(
                new JdbiAuthorizedAppStore(foundation.database()),
                new JdbiConsentStore(foundation.database()),
                tokens.ending(),
                foundation.audit(),
                foundation.clock());
        return new AuthorizedAppsEndpoint(
                apps,
                new Resources(configuration.resources()),
                browser.members().in(AUTHORIZED));
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
