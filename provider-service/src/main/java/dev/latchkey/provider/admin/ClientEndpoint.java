package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientChanges;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.event.ListChange;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.resource.Resources;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/application/?id=…}: one application and its forms. An id can be a URL, so it is no part of the path. */
@Path(EndpointPaths.ROOT + "/admin/application")
public final class ClientEndpoint {
    private static final String FORMS = "/{part: edit|access}";

    private final AdminPages pages;
    private final ClientPages views;
    private final ClientDirectory clients;
    private final ClientChanges changes;
    private final Resources resources;

    public ClientEndpoint(AdminPages pages, ClientDirectory clients, ClientChanges changes, Resources resources) {
        this.pages = pages.in("admin/applications");
        this.views = new ClientPages(this.pages);
        this.clients = clients;
        this.changes = changes;
        this.resources = resources;
    }

    /** The application, without its secrets. */
    @GET
    public Response show(
            @Context HttpHeaders headers,
            @QueryParam("id") @Nullable String id,
            @QueryParam("done") @Nullable String done) {
        String wanted = Query.text(id);
        return pages.show(headers, ClientPages.path(wanted), session -> {
            Client client = client(wanted);
            return views.one(session, client, clients.row(client.id()).orElseThrow(MemberPages::missing), done);
        });
    }

    private Client client(String id) {
        return ClientId.parse(id).flatMap(clients::find).orElseThrow(MemberPages::missing);
    }

    /** One of the application's forms. */
    @GET
    @Path(FORMS)
    public Response form(
            @Context HttpHeaders headers, @PathParam("part") String word, @QueryParam("id") @Nullable String id) {
        ClientFormPart part = part(word);
        String wanted = Query.text(id);
        return pages.show(headers, part.path() + Query.of("id", wanted), session -> {
            Client client = client(wanted);
            return views.edit(part, 200, session, client, ClientForm.of(client), new FieldProblems());
        });
    }

    private static ClientFormPart part(String word) {
        return ClientFormPart.named(word).orElseThrow(MemberPages::missing);
    }

    /** Stores the form; 409 with what was typed and what is stored, if anything is, when somebody else was faster. */
    @POST
    @Path(FORMS)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@Context HttpHeaders headers, @PathParam("part") String word, @Nullable Parameters body) {
        ClientFormPart part = part(word);
        return pages.take(headers, body, (session, form) -> change(part, session, form));
    }

    private Response.ResponseBuilder change(ClientFormPart part, LoginSession session, Parameters form) {
        return form.find("id")
                .flatMap(ClientId::parse)
                .flatMap(clients::find)
                .map(client -> change(part, session, client, form))
                .orElseGet(() -> views.gone(part, session, form));
    }

    private Response.ResponseBuilder change(ClientFormPart part, LoginSession session, Client before, Parameters form) {
        ClientForm typed = ClientForm.of(part, form, ClientForm.of(before));
        FieldProblems problems = new FieldProblems();
        Client seen = before.at(Versions.seen(form));
        Optional<Client> wanted = new WantedClient(part, typed, resources, problems).from(seen);
        if (wanted.isEmpty()) {
            return views.edit(part, 400, session, seen, typed, problems);
        }
        if (!clients.change(wanted.get(), pages.now())) {
            return clients.find(before.id())
                    .map(now -> views.conflict(part, session, now, form))
                    .orElseGet(() -> views.gone(part, session, form));
        }
        changes.changed(before.id());
        recordChange(session, before, typed);
        return pages.seeOther(ClientPages.path(before.id().value()) + "&done=saved");
    }

    private void recordChange(LoginSession session, Client before, ClientForm typed) {
        ClientForm stored = ClientForm.of(before);
        List<Map<String, String>> differences = typed.auditedDifferences(stored);
        List<ListChange> lists = typed.listChanges(stored);
        AuditEvent event = AdminPages.event(EventType.CLIENT_CHANGED, session).client(before.id());
        pages.record(withValues(event.with("fields", fields(differences, lists)), differences));
        // Beside them, whole: what people are sent to, and what may be asked for, can be told from the log alone.
        lists.forEach(change -> change.events(event).forEach(pages::record));
    }

    private static String fields(List<Map<String, String>> differences, List<ListChange> lists) {
        return Stream.concat(
                        differences.stream().map(difference -> difference.getOrDefault("field", "")),
                        lists.stream().filter(change -> !change.isNone()).map(ListChange::field))
                .collect(Collectors.joining(","));
    }

    private static AuditEvent withValues(AuditEvent event, List<Map<String, String>> differences) {
        return differences.isEmpty()
                ? event
                : event.with("before", joined(differences, "stored")).with("after", joined(differences, "typed"));
    }

    private static String joined(List<Map<String, String>> differences, String name) {
        return differences.stream()
                .map(difference -> difference.getOrDefault(name, ""))
                .collect(Collectors.joining(" | "));
    }
}
