package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientChanges;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/application/<act>?id=…}: disable, enable, delete, and the end of all that it got so far. */
@Path(EndpointPaths.ROOT + "/admin/application/{act: disable|enable|delete|end}")
public final class ClientActEndpoint {
    // By then its last token has expired, and every process has seen that it is gone.
    private static final Duration KEPT_AFTER_DELETION = Duration.ofDays(400);

    private final AdminPages pages;
    private final ClientDirectory clients;
    private final GrantDirectory grants;
    private final ClientChanges changes;

    public ClientActEndpoint(AdminPages pages, ClientDirectory clients, GrantDirectory grants, ClientChanges changes) {
        this.pages = pages.in("admin/applications");
        this.clients = clients;
        this.grants = grants;
        this.changes = changes;
    }

    /** Asks before the act. */
    @GET
    public Response ask(
            @Context HttpHeaders headers, @PathParam("act") String word, @QueryParam("id") @Nullable String id) {
        ClientAct act = act(word);
        String wanted = Query.text(id);
        return pages.ask(
                headers,
                path(act) + Query.of("id", wanted),
                session -> pages.question(200, session, question(client(wanted), act)));
    }

    private static ClientAct act(String word) {
        return ClientAct.named(word).orElseThrow(MemberPages::missing);
    }

    private Client client(String id) {
        return ClientId.parse(id).flatMap(clients::find).orElseThrow(MemberPages::missing);
    }

    private static String path(ClientAct act) {
        return "/admin/application/" + act.word();
    }

    private static Question question(Client client, ClientAct act) {
        return Question.of(
                act.key(),
                client.name(),
                path(act),
                ClientPages.path(client.id().value()),
                Map.of("id", client.id().value(), "version", String.valueOf(client.version())));
    }

    /** Does it; 409 and the question again when the client was changed in the meantime. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response act(@Context HttpHeaders headers, @PathParam("act") String word, @Nullable Parameters body) {
        ClientAct act = act(word);
        String id = MemberPages.form(body).find("id").orElse("");
        return pages.takeRecent(
                headers, body, path(act) + Query.of("id", id), (session, form) -> act(session, form, client(id), act));
    }

    private Response.ResponseBuilder act(LoginSession session, Parameters form, Client client, ClientAct act) {
        Instant now = pages.now();
        boolean done = done(client.id(), Versions.seen(form), act, now);
        if (act == ClientAct.END) {
            return ended(session, client, done);
        }
        if (!done) {
            return pages.question(
                    409, session, question(client(client.id().value()), act).again());
        }
        changes.changed(client.id());
        if (act == ClientAct.DISABLE || act == ClientAct.DELETE) {
            changes.disabled(client.id(), now);
        }
        pages.record(AdminPages.event(act.event(), session)
                .client(client.id())
                .with("name", client.name())
                .with("enabled_before", String.valueOf(client.enabled())));
        return pages.seeOther(
                act == ClientAct.DELETE
                        ? "/admin/applications/"
                        : ClientPages.path(client.id().value()) + "&done=" + act.word());
    }

    // A client may have more grants than a request has time for: the page says so, and the act can be repeated.
    private Response.ResponseBuilder ended(LoginSession session, Client client, boolean all) {
        changes.changed(client.id());
        pages.record(AdminPages.event(EventType.GRANTS_REVOKED, session)
                .client(client.id())
                .with("all", String.valueOf(all)));
        return pages.seeOther(ClientPages.path(client.id().value()) + "&done=" + (all ? "end" : ClientPages.MORE));
    }

    private boolean done(ClientId id, long version, ClientAct act, Instant now) {
        return switch (act) {
            case DISABLE -> clients.enable(id, version, false, now);
            case ENABLE -> clients.enable(id, version, true, now);
            case DELETE -> clients.delete(id, version, now, now.plus(KEPT_AFTER_DELETION));
            case END -> grants.endAll(id, now);
        };
    }
}
