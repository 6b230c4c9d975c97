package dev.latchkey.provider.admin;

import dev.latchkey.accounts.User;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.page.TypedLists;
import dev.latchkey.provider.session.LoginSession;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the pages about users show. */
final class UserPages {
    // How many bytes of the names, and of the groups' names, are shown.
    private static final int NAMES = 300;

    private final AdminPages pages;

    UserPages(AdminPages pages) {
        this.pages = pages;
    }

    /** Where the page of a user is. */
    static String path(long user) {
        return "/admin/users/" + user + "/";
    }

    Response.ResponseBuilder list(LoginSession session, Slice<User> users, String name) {
        String next = users.last().isEmpty() ? "" : Query.of("name", name, "after", users.last());
        return pages.page(
                200,
                session,
                "admin-users",
                Map.of("users", users.rows().stream().map(UserPages::row).toList(), "name", name, "next", next));
    }

    private static Map<String, Object> row(User user) {
        return Map.of(
                "id", user.id(),
                "username", user.username().value(),
                "email", user.email(),
                "enabled", user.enabled(),
                "administrator", user.administrator(),
                "groups", String.join(", ", user.groups()));
    }

    Response.ResponseBuilder one(LoginSession session, User user, UserHoldings holdings, String notice) {
        Map<String, Object> values = new HashMap<>(row(user));
        String name = (user.firstName() + " " + user.lastName()).strip();
        Map<String, String> shown = Map.of(
                "name",
                TypedLists.shortened(name, NAMES),
                "groups",
                TypedLists.shortened(String.join(", ", user.groups()), NAMES));
        values.put("name", name);
        values.put("shown", shown);
        values.put(
                "acts",
                UserAct.forUser(user, user.id() == session.user().id()).stream()
                        .map(UserAct::word)
                        .toList());
        values.put("notice", notice);
        // The username is the title too.
        String texts = user.username().value().repeat(2) + user.email() + String.join("", shown.values());
        values.putAll(holdings.beside(TypedLists.bytes(texts)).values());
        return pages.page(200, session, "admin-user", values);
    }

    Response.ResponseBuilder creation(
            int status, LoginSession session, String username, UserForm typed, FieldProblems problems) {
        return pages.page(
                status,
                session,
                "admin-user-new",
                Map.of("username", username, "typed", typed.values(), "errors", problems.byField()));
    }

    Response.ResponseBuilder edit(
            int status, LoginSession session, User user, long version, UserForm typed, FieldProblems problems) {
        return pages.page(status, session, "admin-user-edit", edit(user, version, typed, problems));
    }

    /** The form again, with what somebody else stored in the meantime beside what was typed. */
    Response.ResponseBuilder conflict(LoginSession session, User now, UserForm typed) {
        Map<String, Object> values = edit(now, now.version(), typed, new FieldProblems());
        values.put("conflict", true);
        values.put("differences", typed.differences(UserForm.of(now)));
        return pages.page(409, session, "admin-user-edit", values);
    }

    private static Map<String, Object> edit(User user, long version, UserForm typed, FieldProblems problems) {
        return new HashMap<>(Map.of(
                "id", user.id(),
                "username", user.username().value(),
                "version", version,
                "typed", typed.values(),
                "errors", problems.byField(),
                "conflict", false,
                "differences", List.of()));
    }

    /** The password of a user, for the only time. */
    Response.ResponseBuilder password(LoginSession session, User user, String password) {
        return pages.page(
                200,
                session,
                "admin-user-password",
                Map.of("id", user.id(), "username", user.username().value(), "password", password));
    }
}
