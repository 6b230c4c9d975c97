package dev.latchkey.provider.browser;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Browser;
import dev.latchkey.provider.Flow;
import dev.latchkey.provider.Http;
import dev.latchkey.provider.Members;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.RunningProvider;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.testing.Tab;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every page there is and how a person gets there: the one list. A new template needs a line here. */
final class PageTour {
    private static final ScopeSet SCOPES = ScopeSet.of("read", "write", "groups");

    private final RunningProvider provider = RunningProvider.on(TestDatabase.H2);
    private final Flow flow = new Flow(provider);

    /**
     * A page.
     *
     * @param name what it is called, as its screenshots are
     * @param template the template that it shows
     * @param way how a new tab gets there
     * @param answer whether it answers a form, so that its address alone does not lead there
     */
    record Stop(String name, String template, Consumer<Tab> way, boolean answer) {
        /** A page that has an address. */
        Stop(String name, String template, Consumer<Tab> way) {
            this(name, template, way, false);
        }

        /** A page that answers a form. */
        static Stop answer(String name, String template, Consumer<Tab> way) {
            return new Stop(name, template, way, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All pages. */
    List<Stop> stops() {
        return Stream.of(alone(), new MemberTour(provider).stops(), new AdminTour(provider).stops())
                .flatMap(List::stream)
                .toList();
    }

    // Those that have no frame around them.
    private List<Stop> alone() {
        return List.of(
                new Stop("log-in", "login", tab -> open(tab, "/o/login/")),
                new Stop("log-in-for-application", "login", tab -> open(tab, Flow.request(application()))),
                Stop.answer("log-in-refused", "login", this::refusedLogIn),
                new Stop("sign-up", "sign-up", tab -> open(tab, "/o/sign-up/")),
                Stop.answer("sign-up-refused", "sign-up", this::refusedSignUp),
                new Stop("signed-up", "login", tab -> open(tab, "/o/login/?done=sign-up")),
                new Stop("logged-in", "signed-in", tab -> openAs(tab, "/o/login/")),
                new Stop("log-out", "signed-in", tab -> openAs(tab, "/o/logout/")),
                new Stop("logged-out", "signed-out", tab -> open(tab, "/o/logout/")),
                new Stop("consent", "consent", tab -> openAs(tab, consent("read write groups"))),
                new Stop("consent-unverified", "consent", this::consentToAMembersApplication),
                new Stop("error", "error", tab -> open(tab, "/o/authorize/?client_id=unknown")),
                new Stop("device", "device", tab -> openAs(tab, "/o/device/")),
                Stop.answer("device-refused", "device", this::refusedCode),
                Stop.answer("device-confirm", "device-confirm", this::goodCode),
                Stop.answer("device-connected", "device-done", this::connectedDevice));
    }

    private void open(Tab tab, String path) {
        tab.open(provider.uri(path));
    }

    /** Logs a new person in, without the log-in page. */
    void logIn(Tab tab) {
        Browser browser = flow.loggedIn(provider.registrations().user());
        browser.cookies().forEach((name, value) -> tab.cookie(provider.uri("/"), name, value));
    }

    private void openAs(Tab tab, String path) {
        logIn(tab);
        open(tab, path);
    }

    private void refusedLogIn(Tab tab) {
        open(tab, "/o/login/");
        tab.fill("#username", "ada");
        tab.fill("#password", "not this one");
        tab.click("main form button");
    }

    private void refusedSignUp(Tab tab) {
        open(tab, "/o/sign-up/");
        tab.fill("#username", provider.registrations().user());
        tab.fill("#password", "long enough");
        tab.click("main form button");
    }

    // A name as long as some are, with a word that no line holds.
    private TestClient application() {
        ClientPermissions permissions = new ClientPermissions(
                Set.of(GrantType.AUTHORIZATION_CODE, GrantType.DEVICE_CODE),
                SCOPES,
                SCOPES,
                List.of(new RedirectUri(Flow.CALLBACK)));
        return provider.registrations()
                .register(new ClientRegistration.Wanted(
                        "Bergbahnbetriebsgesellschaft Holiday Planner",
                        ClientType.CONFIDENTIAL,
                        permissions,
                        ClientTokens.of(TokenFormat.OPAQUE),
                        ClientPolicy.strict()));
    }

    private String consent(String scope) {
        return Flow.request(application(), "scope", scope);
    }

    private void consentToAMembersApplication(Tab tab) {
        TestClient own = Members.application(new Members(provider).member(), "web", Flow.CALLBACK);
        openAs(tab, Flow.request(own, "scope", "read write"));
    }

    private void refusedCode(Tab tab) {
        openAs(tab, "/o/device/");
        tab.fill("#user_code", "BCDF-GHJK");
        tab.click("main form button");
    }

    private void goodCode(Tab tab) {
        openAs(tab, "/o/device/");
        tab.fill("#user_code", userCode());
        tab.click("main form button");
    }

    private String userCode() {
        TestClient client = application();
        return provider.http()
                .post(
                        "/o/device-authorization/",
                        Http.basic(client.id(), client.secret()),
                        Http.encode("scope", "read"))
                .text("user_code");
    }

    private void connectedDevice(Tab tab) {
        goodCode(tab);
        tab.click("main form button[value=allow]");
    }
}
