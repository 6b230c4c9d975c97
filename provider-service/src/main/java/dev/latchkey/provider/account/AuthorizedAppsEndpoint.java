package dev.latchkey.provider.account;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.page.Part;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.resource.ScopeDescription;
import dev.latchkey.provider.session.LoginSession;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /o/authorized_tokens/}: the applications that a person allowed something, and how that ends. */
@Path(EndpointPaths.ROOT + "/authorized_tokens")
public final class AuthorizedAppsEndpoint {
    private static final Set<String> DONE = Set.of("withdrawn", "nothing");
    private static final int ROWS = 8;
    // Bytes of names, each of which stands there twice, and of scopes.
    private static final int TEXTS = 1_600;

    private final AuthorizedApps apps;
    private final Resources resources;
    private final MemberPages pages;

    public AuthorizedAppsEndpoint(AuthorizedApps apps, Resources resources, MemberPages pages) {
        this.apps = apps;
        this.resources = resources;
        this.pages = pages;
    }

    /** The list, each application once, a page at a time. */
    @GET
    public Response list(
            @Context HttpHeaders headers,
            @QueryParam("done") @Nullable String done,
            @QueryParam("from") @Nullable String from) {
        return pages.show(headers, "/authorized_tokens/", session -> list(session, from, notice(done)));
    }

    private static String notice(@Nullable String done) {
        return done != null && DONE.contains(done) ? "authorized." + done : "";
    }

    private Response.ResponseBuilder list(LoginSession session, @Nullable String from, String notice) {
        Part<AuthorizedApp> part =
                Part.of(apps.of(session.user()), ROWS, from, TEXTS, app -> app.name() + app.name() + app.scopes());
        return pages.page(
                200,
                session,
                "authorized",
                Map.of("apps", part.rows().stream().map(this::row).toList(), "next", part.next(), "notice", notice));
    }

    private Map<String, Object> row(AuthorizedApp app) {
        // In the order in which the consent page shows them; those that no resource has any more last.
        List<ScopeDescription> scopes =
                resources.requestable().retainAll(app.scopes()).union(app.scopes()).values().stream()
                        .map(resources::descriptionOf)
                        .toList();
        Map<String, Object> row = new HashMap<>(
                Map.of("id", app.client().value(), "name", app.name(), "scopes", scopes, "since", app.since()));
        Optional.ofNullable(app.lastIssuedAt()).ifPresent(at -> row.put("lastIssuedAt", at));
        return row;
    }

    /** Takes back what an application was allowed; its tokens end. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response withdraw(@Context HttpHeaders headers, @Nullable Parameters body) {
        Parameters form = MemberPages.form(body);
        LoginSession session = pages.sender(headers, form);
        ClientId client = form.find("client_id").flatMap(ClientId::parse).orElseThrow(MemberPages::missing);
        boolean withdrawn = apps.withdraw(session.user(), client);
        return pages.seeOther("/authorized_tokens/?done=" + (withdrawn ? "withdrawn" : "nothing"))
                .build();
    }
}
