package dev.latchkey.provider.admin;

import dev.latchkey.accounts.User;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.token.ClientToken;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/grants/}: grants and tokens by user and by client, never by value. */
@Path(EndpointPaths.ROOT + "/admin/grants")
public final class GrantsEndpoint {
    private final AdminPages pages;
    private final GrantPages views;
    private final GrantDirectory grants;
    private final Users users;

    public GrantsEndpoint(AdminPages pages, GrantDirectory grants, Users users) {
        this.pages = pages.in("admin/grants");
        this.views = new GrantPages(this.pages);
        this.grants = grants;
        this.users = users;
    }

    /** The live grants of a user, of a client or of both, a page at a time; without either the form alone. */
    @GET
    public Response list(
            @Context HttpHeaders headers,
            @QueryParam("user") @Nullable String user,
            @QueryParam("client") @Nullable String client,
            @QueryParam("after") @Nullable String after,
            @QueryParam("after_token") @Nullable String afterToken) {
        String username = Query.text(user);
        String clientId = Query.text(client);
        String path = "/admin/grants/" + Query.of("user", username, "client", clientId);
        return pages.show(headers, path, session -> {
            Wanted wanted = new Wanted(username, clientId, users.named(username), ClientId.parse(clientId));
            return wanted.isFound()
                    ? list(session, wanted, Query.read(after, RowId::parse), Query.read(afterToken, RowId::parse))
                    : views.search(session, username, clientId, wanted.missing());
        });
    }

    private Response.ResponseBuilder list(
            LoginSession session, Wanted wanted, Optional<RowId> after, Optional<RowId> afterToken) {
        List<LiveGrant> found = grants.grants(wanted.filter(), after, pages.now(), Slice.ASKED);
        // A client's own tokens have no user.
        List<ClientToken> own = wanted.user().isPresent()
                ? List.of()
                : grants.tokens(wanted.client().orElseThrow(), afterToken, pages.now(), Slice.ASKED);
        return views.list(
                session,
                wanted.username(),
                wanted.clientId(),
                Slice.of(found, grant -> grant.id().toString()),
                Slice.of(own, token -> token.id().toString()));
    }

    private record Wanted(String username, String clientId, Optional<User> user, Optional<ClientId> client) {
        boolean isFound() {
            return missing().isEmpty() && (user.isPresent() || client.isPresent());
        }

        String missing() {
            if (!username.isEmpty() && user.isEmpty()) {
                return "user";
            }
            return !clientId.isEmpty() && client.isEmpty() ? "client" : "";
        }

        GrantFilter filter() {
            return new GrantFilter(user.map(User::id).orElse(null), client.orElse(null));
        }
    }
}
