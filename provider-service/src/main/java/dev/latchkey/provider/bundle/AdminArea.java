package dev.latchkey.provider.bundle;

import dev.latchkey.accounts.GroupStore;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.UserAdministration;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.admin.AdminPages;
import dev.latchkey.provider.admin.AdminTools;
import dev.latchkey.provider.admin.AuditEndpoint;
import dev.latchkey.provider.admin.ClientActEndpoint;
import dev.latchkey.provider.admin.ClientDirectory;
import dev.latchkey.provider.admin.ClientEndpoint;
import dev.latchkey.provider.admin.ClientsEndpoint;
import dev.latchkey.provider.admin.GrantActsEndpoint;
import dev.latchkey.provider.admin.GrantDirectory;
import dev.latchkey.provider.admin.GrantsEndpoint;
import dev.latchkey.provider.admin.GroupEndpoint;
import dev.latchkey.provider.admin.GroupsEndpoint;
import dev.latchkey.provider.admin.KeysEndpoint;
import dev.latchkey.provider.admin.OverviewEndpoint;
import dev.latchkey.provider.admin.SessionDirectory;
import dev.latchkey.provider.admin.UserActEndpoint;
import dev.latchkey.provider.admin.UserBelongings;
import dev.latchkey.provider.admin.UserEndpoint;
import dev.latchkey.provider.admin.Users;
import dev.latchkey.provider.admin.UsersEndpoint;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientChanges;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.store.ClientEnding;
import dev.latchkey.provider.store.JdbiAuditSearch;
import dev.latchkey.provider.store.JdbiClientDirectory;
import dev.latchkey.provider.store.JdbiGrantDirectory;
import dev.latchkey.provider.store.JdbiSessionDirectory;
import java.util.List;
import java.util.stream.Stream;

/** The pages for administrators. */
final class AdminArea {
    private final ProviderConfiguration configuration;
    private final Foundation foundation;
    private final Tokens tokens;
    private final AdminPages pages;
    private final ClientDirectory clients;
    private final GrantDirectory grants;

    AdminArea(ProviderConfiguration configuration, Foundation foundation, Tokens tokens, BrowserTools browser) {
        this.configuration = configuration;
        this.foundation = foundation;
        this.tokens = tokens;
        this.pages = pages(configuration, foundation, browser);
        Database database = foundation.database();
        this.clients = new JdbiClientDirectory(database);
        this.grants = new JdbiGrantDirectory(database, new ClientEnding(database, tokens.revocations()));
    }

    private static AdminPages pages(ProviderConfiguration configuration, Foundation foundation, BrowserTools browser) {
        List<String> sections = Stream.concat(AdminPages.SECTIONS.stream(), MemberArea.sections(configuration).stream())
                .toList();
        AdminTools tools = new AdminTools(
                browser.visits(),
                browser.tickets(),
                browser.answers(),
                foundation.audit(),
                foundation.clock(),
                configuration.sessions().recent());
        return new AdminPages(tools, new MemberPages(browser.visits(), browser.tickets(), browser.answers(), sections));
    }

    Object[] endpoints(UserStore store, PasswordHasher passwords, ClientCache cache) {
        Database database = foundation.database();
        UserAdministration administration = new UserAdministration(database, foundation.clock());
        Users users = new Users(store, administration, passwords, foundation.random());
        SessionDirectory sessions = new JdbiSessionDirectory(database);
        GroupStore groups = new GroupStore(database, foundation.clock());
        ClientChanges changes = new ClientFollowUp(cache, tokens);
        return new Object[] {
            new OverviewEndpoint(pages, foundation.audit()),
            new UsersEndpoint(pages, users),
            new UserEndpoint(pages, users, new UserBelongings(sessions, grants, clients)),
            new UserActEndpoint(pages, users, sessions, tokens.ending()),
            new GroupsEndpoint(pages, groups),
            new GroupEndpoint(pages, groups),
            new ClientsEndpoint(pages, clients),
            new ClientEndpoint(pages, clients, changes, new Resources(configuration.resources())),
            new ClientActEndpoint(pages, clients, grants, changes),
            new GrantsEndpoint(pages, grants, users, clients),
            new GrantActsEndpoint(pages, grants, tokens.grants(), tokens.ending()),
            new KeysEndpoint(pages, tokens.tools().keys(), configuration.signingAlgorithm()),
            new AuditEndpoint(pages, new JdbiAuditSearch(database))
        };
    }
}
