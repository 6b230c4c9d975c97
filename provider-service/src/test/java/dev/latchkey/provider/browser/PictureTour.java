package dev.latchkey.provider.browser;

import dev.latchkey.provider.Browser;
import dev.latchkey.provider.Members;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.RunningProvider;
import dev.latchkey.provider.browser.PageTour.Stop;
import dev.latchkey.testing.Tab;
import dev.latchkey.testing.TestDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What pictures are taken of: all pages, lists of them with something in them, and each question and conflict, which
 * are of templates that the tour has seen already.
 */
final class PictureTour {
    private static final String ADMIN = "/o/admin/";
    private static final String CONFIRM = "admin-confirm";

    private final RunningProvider provider = RunningProvider.on(TestDatabase.H2);
    private final Members members = new Members(provider);
    private final Village village = new Village(provider);

    /** All pictures; one of the same name as a stop of the tour takes its place. */
    List<Stop> stops() {
        Map<String, Stop> stops = new LinkedHashMap<>();
        Stream.of(full(), new PageTour().stops(), questions(), conflicts())
                .flatMap(List::stream)
                .forEach(stop -> stops.putIfAbsent(stop.name(), stop));
        return List.copyOf(stops.values());
    }

    private List<Stop> full() {
        String planner = village.planner().id();
        return List.of(
                stop("admin", "admin", ADMIN),
                stop("admin-users", "admin-users", ADMIN + "users/"),
                stop("admin-user", "admin-user", user("grace", "")),
                stop("admin-user-edit", "admin-user-edit", user("grace", "edit")),
                stop("admin-groups", "admin-groups", ADMIN + "groups/"),
                found("admin-group", "admin-group", ADMIN + "groups/", "/o/admin/groups/"),
                stop("admin-applications", "admin-applications", ADMIN + "applications/"),
                stop("admin-application", "admin-application", application("", planner)),
                stop("admin-application-edit", "admin-application-edit", application("edit", planner)),
                stop("admin-application-access", "admin-application-access", application("access", planner)),
                stop("admin-grants", "admin-grants", ADMIN + "grants/?client=" + planner),
                stop("admin-tokens", "admin-tokens", tokens()),
                stop("admin-audit", "admin-audit", ADMIN + "audit/?actor=user:" + administrator()));
    }

    private List<Stop> questions() {
        String planner = village.planner().id();
        return List.of(
                stop("admin-key-rotate", CONFIRM, ADMIN + "keys/rotate"),
                found("admin-key-remove", CONFIRM, ADMIN + "keys/", "/o/admin/keys/remove"),
                found("admin-grant-revoke", CONFIRM, ADMIN + "grants/?client=" + planner, "/o/admin/grants/revoke"),
                found("admin-token-revoke", CONFIRM, tokens(), "/o/admin/grants/revoke-token"),
                found("admin-group-delete", CONFIRM, this::group, "/delete"),
                stop("admin-application-disable", CONFIRM, application("disable", planner)),
                new Stop("admin-application-enable", CONFIRM, this::enable),
                stop("admin-application-end", CONFIRM, application("end", planner)),
                stop("admin-application-delete", CONFIRM, application("delete", planner)),
                stop("admin-user-enable", CONFIRM, user("mary", "enable")),
                stop("admin-user-promote", CONFIRM, user("grace", "promote")),
                stop("admin-user-demote", CONFIRM, user(village.administrator(), "demote")),
                stop("admin-user-sessions", CONFIRM, user("grace", "sessions")),
                stop("admin-user-grants", CONFIRM, user("grace", "grants")),
                new Stop("application-secret-delete", "confirm", this::deleteSecret));
    }

    private List<Stop> conflicts() {
        return List.of(
                Stop.answer("admin-user-conflict", "admin-user-edit", this::userConflict),
                Stop.answer("application-conflict", "application-form", this::applicationConflict));
    }

    private Stop stop(String name, String template, String path) {
        return new Stop(name, template, tab -> openAs(tab, members.administrator(), path));
    }

    // The first address of this kind that a page leads to.
    private Stop found(String name, String template, String page, String link) {
        return found(name, template, browser -> page, link);
    }

    private Stop found(String name, String template, Function<Browser, String> page, String link) {
        return new Stop(name, template, tab -> {
            Browser browser = members.administrator();
            openAs(tab, browser, link(browser, page.apply(browser), link));
        });
    }

    private static String link(Browser browser, String page, String link) {
        return Members.links(browser.get(page)).stream()
                .filter(address -> address.contains(link) && !address.equals(page))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing leads from " + page + " to " + link));
    }

    private void openAs(Tab tab, Browser browser, String path) {
        browser.cookies().forEach((cookie, value) -> tab.cookie(provider.uri("/"), cookie, value));
        tab.open(provider.uri(path));
    }

    private String user(String name, String below) {
        return ADMIN + "users/" + provider.registrations().userId(name) + "/" + below;
    }

    private static String application(String below, String id) {
        return ADMIN + "application/" + below + "?id=" + id;
    }

    private long administrator() {
        return provider.registrations().userId(village.administrator());
    }

    private String tokens() {
        return ADMIN + "grants/own?client=" + village.export().id();
    }

    private String group(Browser browser) {
        return link(browser, ADMIN + "groups/", ADMIN + "groups/");
    }

    private void enable(Tab tab) {
        Browser browser = members.administrator();
        String id = provider.registrations().confidential().id();
        browser.submit(browser.get(application("disable", id)));
        openAs(tab, browser, application("enable", id));
    }

    private void deleteSecret(Tab tab) {
        Browser member = members.member();
        TestClient client = Members.application(member, "machine", "");
        String path = "/o/applications/" + client.id() + "/";
        member.submitForm(member.get(path), path + "secrets/", "version");
        openAs(tab, member, link(member, path, "/secrets/"));
    }

    private void userConflict(Tab tab) {
        String path = user("radia", "edit");
        openAs(tab, members.administrator(), path);
        Browser other = members.administrator();
        other.submit(other.get(path), "email", "radia@example.org", "first_name", "Radia", "groups", "Guides");
        tab.fill("#email", "radia@mail.example");
        tab.click("main form button");
    }

    private void applicationConflict(Tab tab) {
        Browser member = members.member();
        String path = "/o/applications/"
                + Members.application(member, "web", "https://app.example/callback")
                        .id() + "/update/";
        openAs(tab, member, path);
        member.submit(member.get(path), "name", "Holiday Planner", "redirect_uris", "https://app.example/callback");
        tab.fill("#name", "Photo Printer");
        tab.click("main form button");
    }
}
