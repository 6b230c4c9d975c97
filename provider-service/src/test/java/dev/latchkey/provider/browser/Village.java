package dev.latchkey.provider.browser;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.UserName;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Browser;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Members;
import dev.latchkey.provider.Registrations;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.RunningProvider;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** People, groups, applications and an hour of traffic, so that pictures show pages as they are when they are used. */
final class Village {
    private static final List<String> PEOPLE =
            List.of("Ada", "Grace", "Hedy", "Katherine", "Margaret", "Radia", "Annie", "Jean", "Joan", "Mary");
    private static final List<String> GROUPS = List.of("Guides", "Night shift", "Ticket office");
    private static final List<String> APPLICATIONS =
            List.of("Holiday Planner", "Photo Printer", "Nightly export", "Ticket Counter", "Piste Report");
    private static final int MINUTES = 59;

    private final RunningProvider provider;
    private final String name;
    private final Browser administrator;
    private final List<TestClient> clients;

    /** Makes them in a provider where there is nothing yet. */
    Village(RunningProvider provider) {
        Members members = new Members(provider);
        this.provider = provider;
        this.name = members.administratorName();
        this.administrator = members.browser(name);
        this.clients = APPLICATIONS.stream().map(this::application).toList();
        GROUPS.forEach(group -> administrator.submit(administrator.get("/o/admin/groups/"), "name", group));
        PEOPLE.forEach(this::person);
        change();
        PEOPLE.forEach(this::allow);
        for (int minute = 0; minute < MINUTES; minute++) {
            work(minute);
        }
    }

    /** The name of the one who administers it. */
    String administrator() {
        return name;
    }

    /** The application that everybody uses. */
    TestClient planner() {
        return clients.get(0);
    }

    /** The application whose tokens can be revoked one by one. */
    TestClient export() {
        return clients.get(2);
    }

    private TestClient application(String title) {
        ScopeSet scopes = ScopeSet.of("read", "write", "groups");
        return provider.registrations()
                .register(new ClientRegistration.Wanted(
                        title,
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(
                                scopes,
                                ScopeSet.of("read"),
                                GrantType.PASSWORD,
                                GrantType.REFRESH_TOKEN,
                                GrantType.CLIENT_CREDENTIALS),
                        ClientTokens.of(title.startsWith("Night") ? TokenFormat.OPAQUE : TokenFormat.JWT),
                        ClientPolicy.strict()));
    }

    private void person(String first) {
        String username = first.toLowerCase(Locale.ROOT);
        int place = PEOPLE.indexOf(first);
        provider.registrations()
                .users()
                .create(new NewUser(
                        new UserName(username),
                        Registrations.hashed(),
                        username + "@example.com",
                        first,
                        "",
                        false,
                        List.of(GROUPS.get(place % GROUPS.size()))));
    }

    // What an administrator does on a Monday.
    private void change() {
        Answer form =
                administrator.get("/o/admin/application/edit?id=" + planner().id());
        administrator.submit(
                form,
                "name",
                "Holiday Planner",
                "redirect_uris",
                "https://planner.example/callback",
                "token_format",
                "JWT",
                "pkce",
                "on",
                "rotation",
                "on",
                "grant_authorization_code",
                "on",
                "grant_refresh_token",
                "on",
                "grant_password",
                "on",
                "grant_client_credentials",
                "on");
        provider.clock().advance(Duration.ofSeconds(41));
        long left = provider.registrations().userId("mary");
        administrator.submit(administrator.get("/o/admin/users/" + left + "/disable"));
    }

    private void allow(String first) {
        String username = first.toLowerCase(Locale.ROOT);
        provider.clock().advance(Duration.ofSeconds(7));
        provider.http()
                .token(planner(), "grant_type", "password", "username", username, "password", Registrations.PASSWORD);
    }

    // Busier in the middle of the hour; now and then somebody asks for too much.
    private void work(int minute) {
        provider.clock().advance(Duration.ofMinutes(1));
        int tokens = 2 + minute * 7 % 4 + 6 * Math.min(minute, MINUTES - minute) / 29;
        for (int i = 0; i < tokens; i++) {
            TestClient client = clients.get(i * (minute + 1) % clients.size());
            String scope = i == 3 && minute % 9 == 0 ? "everything" : "read";
            provider.http().token(client, "grant_type", "client_credentials", "scope", scope);
        }
        if (minute % 20 == 0) {
            provider.http().token(planner(), "grant_type", "refresh_token", "refresh_token", "lost");
        }
    }
}
