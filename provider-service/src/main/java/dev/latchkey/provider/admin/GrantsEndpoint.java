package dev.latchkey.provider.admin;

import dev.latchkey.accounts.User;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.page.TypedLists;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.token.ClientToken;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/grants/}: grants and tokens by user and by client, never by value. */
@Path(EndpointPaths.ROOT + "/admin/grants")
public final class GrantsEndpoint {
    // Each says much.
    private static final int ROWS = 7;

    private static final int TEXTS = 600;
    private static final int TEXTS_OF_ONE = 2_000;

    private final AdminPages pages;
    private final GrantPages views;
    private final GrantDirectory grants;
    private final Users users;
    private final ClientDirectory clients;

    public GrantsEndpoint(AdminPages pages, GrantDirectory grants, Users users, ClientDirectory clients) {
        this.pages = pages.in("admin/grants");
        this.views = new GrantPages(this.pages);
        this.grants = grants;
        this.users = users;
        this.clients = clients;
    }

    /** The live grants of a user, of a client or of both, a page at a time; without either the form alone. */
    @GET
    public Response list(
            @Context HttpHeaders headers,
            @QueryParam("user") @Nullable String user,
            @QueryParam("of") @Nullable String of,
            @QueryParam("client") @Nullable String client,
            @QueryParam("after") @Nullable String after) {
        String clientId = Query.text(client);
        String path = "/admin/grants/" + Query.of("user", Query.text(user), "of", Query.text(of), "client", clientId);
        return pages.show(headers, path, session -> {
            String username = name(of).orElseGet(() -> Query.text(user));
            Wanted wanted = new Wanted(username, clientId, users.named(username), client(clientId));
            return wanted.isFound()
                    ? list(session, wanted, Query.read(after, RowId::parse))
                    : views.search(session, username, clientId, wanted.missing());
        });
    }

    // A link says the id, which is short whatever the name.
    private Optional<String> name(@Nullable String id) {
        return Query.read(id, Query::number)
                .flatMap(users::find)
                .map(user -> user.username().value());
    }

    private Optional<ClientId> client(String text) {
        return ClientId.parse(text).filter(id -> clients.row(id).isPresent());
    }

    private Response.ResponseBuilder list(LoginSession session, Wanted wanted, Optional<RowId> after) {
        List<LiveGrant> found = grants.grants(wanted.filter(), after, pages.now(), Slice.asked(ROWS));
        Slice<LiveGrant> slice =
                Slice.light(found, wanted.room(), grant -> grant.id().toString(), grant -> texts(wanted, grant));
        return views.list(session, wanted.username(), wanted.clientId(), slice);
    }

    // A name stands there twice, but not when it was looked for.
    private static String texts(Wanted wanted, LiveGrant grant) {
        String user = wanted.username().isEmpty() ? grant.username() + grant.username() : "";
        String client = wanted.clientId().isEmpty() ? grant.client().value() : "";
        return user + client + grant.scope();
    }

    /** The opaque tokens that a client got for itself, a page at a time. */
    @GET
    @Path("/own")
    public Response own(
            @Context HttpHeaders headers,
            @QueryParam("client") @Nullable String client,
            @QueryParam("after") @Nullable String after) {
        String wanted = Query.text(client);
        return pages.show(headers, "/admin/grants/own" + Query.of("client", wanted), session -> {
            ClientId id = ClientId.parse(wanted).orElseThrow(MemberPages::missing);
            List<ClientToken> found =
                    grants.tokens(id, Query.read(after, RowId::parse), pages.now(), Slice.asked(ROWS));
            return views.own(
                    session,
                    wanted,
                    Slice.light(
                            found,
                            new Slice.Room(ROWS, TEXTS),
                            token -> token.id().toString(),
                            token -> token.permission().scope().toString()));
        });
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

        // The name that was looked for stands in a field and in two addresses.
        Slice.Room room() {
            int own = TypedLists.bytes(username)
                    + 2 * URLEncoder.encode(username, StandardCharsets.UTF_8).length();
            return new Slice.Room(ROWS, username.isEmpty() ? TEXTS : Math.max(0, TEXTS_OF_ONE - own));
        }

        GrantFilter filter() {
            return new GrantFilter(user.map(User::id).orElse(null), client.orElse(null));
        }
    }
}
