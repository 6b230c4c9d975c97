package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.session.LoginSession;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/applications/}: the applications of everybody, by name or by client id. */
@Path(EndpointPaths.ROOT + "/admin/applications")
public final class ClientsEndpoint {
    private final AdminPages pages;
    private final ClientDirectory clients;

    public ClientsEndpoint(AdminPages pages, ClientDirectory clients) {
        this.pages = pages.in("admin/applications");
        this.clients = clients;
    }

    /** All, or those whose names or ids begin so, or those that a user registered, a page at a time. */
    @GET
    public Response list(
            @Context HttpHeaders headers,
            @QueryParam("name") @Nullable String name,
            @QueryParam("id") @Nullable String id,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("after") @Nullable String after) {
        Wanted wanted = new Wanted(Query.text(name), Query.text(id), Query.text(owner));
        return pages.show(
                headers,
                "/admin/applications/" + wanted.address(""),
                session -> list(session, wanted, Query.read(after, this::row)));
    }

    private Optional<ClientRow> row(String id) {
        return ClientId.parse(id).flatMap(clients::row);
    }

    private Response.ResponseBuilder list(LoginSession session, Wanted wanted, Optional<ClientRow> last) {
        Slice<ClientRow> slice =
                Slice.light(found(wanted, last), row -> row.id().value(), ClientsEndpoint::texts);
        return pages.page(
                200,
                session,
                "admin-applications",
                Map.of(
                        "applications",
                        slice.rows().stream().map(ClientRow::values).toList(),
                        "name",
                        wanted.name(),
                        "id",
                        wanted.id(),
                        "next",
                        slice.last().isEmpty() ? "" : wanted.address(slice.last())));
    }

    // The id stands there twice.
    private static String texts(ClientRow row) {
        return row.name() + row.owner() + row.id() + row.id();
    }

    private List<ClientRow> found(Wanted wanted, Optional<ClientRow> last) {
        int asked = Slice.asked(Slice.SIZE);
        Optional<ClientId> lastId = last.map(ClientRow::id);
        Optional<Long> owner = Query.read(wanted.owner(), Query::number);
        if (owner.isPresent()) {
            return clients.ofOwner(owner.get(), lastId, asked);
        }
        return wanted.name().isEmpty()
                ? clients.page(wanted.id(), lastId, asked)
                : clients.named(wanted.name(), last, asked);
    }

    private record Wanted(String name, String id, String owner) {
        String address(String after) {
            return Query.of("name", name, "id", id, "owner", owner, "after", after);
        }
    }
}
