package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.RevocationStore;
import dev.latchkey.provider.token.TokenStore;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/grants/revoke} and {@code …/revoke-token}: ends one grant, or one token of a client itself. */
@Path(EndpointPaths.ROOT + "/admin/grants/{what: revoke|revoke-token}")
public final class GrantActsEndpoint {
    private static final String PATH = "/admin/grants/";

    private final AdminPages pages;
    private final GrantDirectory directory;
    private final TokenStore grants;
    private final RevocationStore tokens;

    public GrantActsEndpoint(AdminPages pages, GrantDirectory directory, TokenStore grants, RevocationStore tokens) {
        this.pages = pages.in("admin/grants");
        this.directory = directory;
        this.grants = grants;
        this.tokens = tokens;
    }

    /** Asks before it ends; {@code id} is the row's id, never the token. */
    @GET
    public Response ask(
            @Context HttpHeaders headers, @PathParam("what") String what, @QueryParam("id") @Nullable String id) {
        String wanted = Query.text(id);
        return pages.ask(
                headers,
                PATH + what + Query.of("id", wanted),
                session -> pages.question(200, session, question(what, wanted)));
    }

    private Question question(String what, String id) {
        return what.equals("revoke") ? question(grant(id)) : question(token(id));
    }

    private static Question question(LiveGrant grant) {
        return Question.of(
                "admin.grant.revoke",
                grant.username() + " · " + grant.client(),
                PATH + "revoke",
                PATH + Query.of("user", grant.username()),
                Map.of("id", grant.id().toString()));
    }

    private static Question question(ClientToken token) {
        return Question.of(
                "admin.token.revoke",
                token.client().value(),
                PATH + "revoke-token",
                PATH + Query.of("client", token.client().value()),
                Map.of("id", token.id().toString()));
    }

    /** Ends it. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(@Context HttpHeaders headers, @PathParam("what") String what, @Nullable Parameters body) {
        return pages.takeRecent(headers, body, PATH, (session, form) -> {
            String id = form.find("id").orElse("");
            return what.equals("revoke") ? revoke(session, grant(id)) : revoke(session, token(id));
        });
    }

    private Response.ResponseBuilder revoke(LoginSession session, LiveGrant grant) {
        grants.revoke(grant.id(), pages.now());
        pages.record(AdminPages.event(EventType.GRANTS_REVOKED, session)
                .user(grant.userId())
                .client(grant.client())
                .with("grant", grant.id().toString()));
        return pages.seeOther(PATH + Query.of("user", grant.username()));
    }

    private Response.ResponseBuilder revoke(LoginSession session, ClientToken token) {
        ClientId client = token.client();
        tokens.revokeClientToken(token.id());
        pages.record(AdminPages.event(EventType.GRANTS_REVOKED, session)
                .client(client)
                .with("token_row", token.id().toString()));
        return pages.seeOther(PATH + Query.of("client", client.value()));
    }

    private LiveGrant grant(String id) {
        return RowId.parse(id).flatMap(row -> directory.grant(row, pages.now())).orElseThrow(MemberPages::missing);
    }

    private ClientToken token(String id) {
        return RowId.parse(id).flatMap(tokens::findClientToken).orElseThrow(MemberPages::missing);
    }
}
