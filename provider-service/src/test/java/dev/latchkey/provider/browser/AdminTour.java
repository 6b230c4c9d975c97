package dev.latchkey.provider.browser;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Browser;
import dev.latchkey.provider.Members;
import dev.latchkey.provider.Registrations;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.RunningProvider;
import dev.latchkey.provider.browser.PageTour.Stop;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Tab;
import java.util.List;
import java.util.function.Function;

/** The pages of administration. */
final class AdminTour {
    private final RunningProvider provider;
    private final Members members;

    AdminTour(RunningProvider provider) {
        this.provider = provider;
        this.members = new Members(provider);
    }

    List<Stop> stops() {
        return List.of(
                stop("admin", "admin", this::busy),
                stop("admin-users", "admin-users", name -> "/o/admin/users/?name=" + name),
                stop("admin-user", "admin-user", name -> user(granting())),
                stop("admin-user-new", "admin-user-new", name -> "/o/admin/users/new"),
                stop("admin-user-edit", "admin-user-edit", name -> user(name) + "edit"),
                Stop.answer("admin-user-password", "admin-user-password", this::password),
                stop("admin-user-disable", "admin-confirm", name -> user(name) + "disable"),
                stop("admin-groups", "admin-groups", name -> "/o/admin/groups/"),
                new Stop("admin-group", "admin-group", this::group),
                stop("admin-applications", "admin-applications", name -> "/o/admin/applications/?id=" + client().id()),
                stop("admin-application", "admin-application", name -> application("")),
                stop("admin-application-edit", "admin-application-edit", name -> application("edit")),
                stop("admin-application-access", "admin-application-access", name -> application("access")),
                stop("admin-grants", "admin-grants", name -> "/o/admin/grants/?user=" + granting()),
                stop("admin-keys", "admin-keys", name -> "/o/admin/keys/"),
                stop("admin-tokens", "admin-tokens", name -> "/o/admin/grants/own?client=" + opaque()),
                stop("admin-audit", "admin-audit", name -> "/o/admin/audit/?user=" + id(name)),
                stop("admin-audit-filter", "admin-audit-filter", name -> "/o/admin/audit/filter?user=" + id(name)));
    }

    // The address is found for an administrator's name.
    private Stop stop(String name, String template, Function<String, String> way) {
        return new Stop(name, template, tab -> {
            String administrator = members.administratorName();
            Browser browser = members.browser(administrator);
            openAs(tab, browser, way.apply(administrator));
        });
    }

    private void openAs(Tab tab, Browser browser, String path) {
        browser.cookies().forEach((cookie, value) -> tab.cookie(provider.uri("/"), cookie, value));
        tab.open(provider.uri(path));
    }

    private long id(String name) {
        return provider.registrations().userId(name);
    }

    private String user(String name) {
        return "/o/admin/users/" + id(name) + "/";
    }

    private TestClient client() {
        return provider.registrations()
                .confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS);
    }

    private String application(String below) {
        return "/o/admin/application/" + below + "?id=" + client().id();
    }

    private String busy(String administrator) {
        provider.http().token(client(), "grant_type", "client_credentials");
        return "/o/admin/";
    }

    /** A user who has allowed something. */
    private String granting() {
        String name = provider.registrations().user();
        provider.http().token(client(), "grant_type", "password", "username", name, "password", Registrations.PASSWORD);
        return name;
    }

    /** An application that got a token for itself. */
    private String opaque() {
        TestClient client = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(
                                ScopeSet.of("read"), ScopeSet.of("read"), GrantType.CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.OPAQUE));
        provider.http().token(client, "grant_type", "client_credentials");
        return client.id();
    }

    private void password(Tab tab) {
        openAs(tab, members.administrator(), user(provider.registrations().user()) + "password");
        tab.click("main form button");
    }

    private void group(Tab tab) {
        openAs(tab, members.administrator(), "/o/admin/groups/");
        tab.fill("#name", members.administratorName() + " and friends");
        tab.click("main form button");
    }
}
