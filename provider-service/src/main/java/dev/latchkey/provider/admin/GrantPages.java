package dev.latchkey.provider.admin;

import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.token.ClientToken;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** What the pages about grants and tokens show. */
final class GrantPages {
    private final AdminPages pages;

    GrantPages(AdminPages pages) {
        this.pages = pages;
    }

    /** The form alone, with what was typed. */
    Response.ResponseBuilder search(LoginSession session, String user, String client, String missing) {
        return pages.page(
                200,
                session,
                "admin-grants",
                Map.of("user", user, "client", client, "found", false, "missing", missing));
    }

    /**
     * A page of grants.
     *
     * @param user the name of the user looked for; empty for anybody's
     * @param client the id of the client looked for; empty for any
     */
    Response.ResponseBuilder list(LoginSession session, String user, String client, Slice<LiveGrant> grants) {
        return pages.page(
                200,
                session,
                "admin-grants",
                Map.of(
                        "user",
                        user,
                        "client",
                        client,
                        "found",
                        true,
                        "missing",
                        "",
                        "grants",
                        grants.rows().stream().map(GrantPages::row).toList(),
                        "next",
                        next(user, client, grants.last())));
    }

    /** A page of the tokens that a client got for itself. */
    Response.ResponseBuilder own(LoginSession session, String client, Slice<ClientToken> tokens) {
        return pages.page(
                200,
                session,
                "admin-tokens",
                Map.of(
                        "client",
                        client,
                        "tokens",
                        tokens.rows().stream().map(GrantPages::row).toList(),
                        "next",
                        next("", client, tokens.last())));
    }

    private static String next(String user, String client, String last) {
        return last.isEmpty() ? "" : Query.of("user", user, "client", client, "after", last);
    }

    static Map<String, Object> row(LiveGrant grant) {
        return Map.of(
                "id", grant.id().toString(),
                "client", grant.client().value(),
                "user", grant.userId(),
                "username", grant.username(),
                "type", grant.grantType(),
                "scope", grant.scope(),
                "since", grant.createdAt(),
                "issued", grant.issuedAt(),
                "until", grant.expiresAt());
    }

    private static Map<String, Object> row(ClientToken token) {
        return Map.of(
                "id", token.id().toString(),
                "scope", token.permission().scope().toString(),
                "issued", token.issuedAt(),
                "until", token.expiresAt());
    }
}
