package dev.latchkey.provider.browser;

import dev.latchkey.provider.Browser;
import dev.latchkey.provider.Flow;
import dev.latchkey.provider.Members;
import dev.latchkey.provider.RunningProvider;
import dev.latchkey.provider.browser.PageTour.Stop;
import dev.latchkey.testing.Tab;
import java.util.List;
import java.util.function.Function;

/** The pages for people who are logged in. */
final class MemberTour {
    private static final String CALLBACK = "https://app.example/a/rather/long/way/to/the/callback?of=this-application";

    private final RunningProvider provider;
    private final Members members;

    MemberTour(RunningProvider provider) {
        this.provider = provider;
        this.members = new Members(provider);
    }

    List<Stop> stops() {
        return List.of(
                stop("applications-none", "applications", member -> "/o/applications/"),
                stop("applications", "applications", this::several),
                stop("application-kinds", "application-kinds", member -> "/o/applications/register/"),
                stop("application-register", "application-form", member -> "/o/applications/register/?kind=web"),
                Stop.answer("application-refused", "application-form", this::refused),
                Stop.answer("application-registered", "application-secret", this::registered),
                stop("application", "application", this::rotated),
                stop("application-public", "application", MemberTour::publicOne),
                stop("application-edit", "application-form", member -> path(member) + "update/"),
                Stop.answer("application-gone", "gone", this::gone),
                stop("application-delete", "confirm", member -> path(member) + "delete/"),
                stop("authorized-none", "authorized", member -> "/o/authorized_tokens/"),
                stop("authorized", "authorized", this::allowed),
                stop("error-in-frame", "error", member -> "/o/applications/nothing/"),
                stop("account", "account", member -> "/o/account/"),
                new Stop("account-sessions", "account", this::loggedInTwice),
                stop("password", "password", member -> "/o/account/password/"),
                Stop.answer("password-refused", "password", this::wrongPassword));
    }

    // What a member did before, and the address that is looked at then.
    private Stop stop(String name, String template, Function<Browser, String> way) {
        return new Stop(name, template, tab -> {
            Browser member = members.member();
            String path = way.apply(member);
            openAs(tab, member, path);
        });
    }

    private void openAs(Tab tab, Browser member, String path) {
        member.cookies().forEach((cookie, value) -> tab.cookie(provider.uri("/"), cookie, value));
        tab.open(provider.uri(path));
    }

    private static String path(Browser member) {
        return "/o/applications/" + Members.application(member, "web", CALLBACK).id() + "/";
    }

    private String several(Browser member) {
        Members.register(member, "web", "Bergbahnbetriebsgesellschaft Holiday Planner", CALLBACK);
        Members.register(member, "machine", "Nightly export", "");
        Members.register(member, "native", "Photo Printer", "com.example.printer:/cb");
        return "/o/applications/?done=saved";
    }

    private String rotated(Browser member) {
        String path = path(member);
        member.submitForm(member.get(path), path + "secrets/", "version");
        return path;
    }

    private static String publicOne(Browser member) {
        return Members.register(member, "spa", "Photo Printer", CALLBACK).header("Location");
    }

    private void refused(Tab tab) {
        openAs(tab, members.member(), "/o/applications/register/?kind=web");
        tab.fill("#name", "\u202E");
        tab.fill("#redirect_uris", "http://app.example/\nmyapp:/");
        tab.click("main form button");
    }

    private void gone(Tab tab) {
        Browser member = members.member();
        String path = path(member);
        openAs(tab, member, path + "update/");
        member.submit(member.get(path + "delete/"));
        tab.fill("#name", "Photo Printer");
        tab.click("main form button");
    }

    private void registered(Tab tab) {
        openAs(tab, members.member(), "/o/applications/register/?kind=web");
        tab.fill("#name", "Photo Printer");
        tab.fill("#redirect_uris", CALLBACK);
        tab.click("main form button");
    }

    private String allowed(Browser member) {
        Flow flow = new Flow(provider);
        flow.code(member, flow.confidential());
        flow.code(member, flow.confidential(), "scope", "read write groups");
        return "/o/authorized_tokens/?done=withdrawn";
    }

    private void loggedInTwice(Tab tab) {
        String user = provider.registrations().user();
        members.browser(user);
        openAs(tab, members.browser(user), "/o/account/?done=password");
    }

    private void wrongPassword(Tab tab) {
        openAs(tab, members.member(), "/o/account/password/");
        tab.fill("#current_password", "wrong");
        tab.fill("#new_password", "short");
        tab.click("main form button");
    }
}
