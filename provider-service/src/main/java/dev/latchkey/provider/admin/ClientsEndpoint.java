package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.endpoint.EndpointPaths;
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

    /** All, or those whose names or ids begin so, a page at a time. */
    @GET
    public Response list(
            @Context HttpHeaders headers,
            @QueryParam("name") @Nullable String name,
            @QueryParam("id") @Nullable String id,
            @QueryParam("after") @Nullable String after) {
        String wantedName = Query.text(name);
        String wantedId = Query.text(id);
        String path = "/admin/applications/" + Query.of("name", wantedName, "id", wantedId);
        return pages.show(headers, path, session -> {
            Optional<ClientId> last = Query.read(after, ClientId::parse);
            Slice<ClientRow> slice =
                    Slice.of(found(wantedName, wantedId, last), row -> row.id().value());
            String next =
                    slice.last().isEmpty() ? "" : Query.of("name", wantedName, "id", wantedId, "after", slice.last());
            return pages.page(
                    200,
                    session,
                    "admin-applications",
                    Map.of(
                            "applications",
                            slice.rows().stream().map(ClientRow::values).toList(),
                            "name",
                            wantedName,
                            "id",
                            wantedId,
                            "next",
                            next));
        });
    }

    private List<ClientRow> found(String name, String id, Optional<ClientId> last) {
        return name.isEmpty()
                ? clients.page(id, last, Slice.ASKED)
                : clients.named(name, last.flatMap(clients::row), Slice.ASKED);
    }
}
