package dev.latchkey.provider.application;

import dev.latchkey.provider.application.ApplicationStore.SecretAddition;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.page.Confirmation;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /o/applications/<id>/secrets/}: the owner replaces the secrets of an application. */
@Path(EndpointPaths.ROOT + "/applications/{id}/secrets")
public final class ApplicationSecretsEndpoint {
    private static final String DELETE = "/{secret: [0-9a-f]{16}}/delete";

    private final Applications applications;
    private final ApplicationPages views;
    private final MemberPages pages;

    public ApplicationSecretsEndpoint(Applications applications, ApplicationPages views, MemberPages pages) {
        this.applications = applications;
        this.views = views;
        this.pages = pages;
    }

    /** Makes another secret and shows it, this once; older ones work on for a while. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rotate(@Context HttpHeaders headers, @PathParam("id") String id, @Nullable Parameters body) {
        Parameters sent = MemberPages.form(body);
        LoginSession session = pages.sender(headers, sent);
        Application application = applications.require(session.user(), id);
        if (!application.kind().hasSecret()) {
            throw MemberPages.missing();
        }
        Applications.Rotated rotated =
                applications.rotateSecret(session.user(), application.client(), ApplicationPages.version(sent));
        if (rotated.outcome() == SecretAddition.DONE) {
            return pages.page(201, session, "application-secret", views.secret(application, rotated.secret(), true))
                    .build();
        }
        String refused = rotated.outcome() == SecretAddition.TOO_MANY ? "secrets" : "changed";
        return pages.page(409, session, "application", views.application(application, refused))
                .build();
    }

    /** Asks. */
    @GET
    @Path(DELETE)
    public Response ask(@Context HttpHeaders headers, @PathParam("id") String id, @PathParam("secret") String secret) {
        String path = ApplicationPages.path(ApplicationPages.id(id));
        String action = path + "secrets/" + secret + "/delete/";
        return pages.show(headers, action, session -> {
            Client client = applications.require(session.user(), id).client();
            require(client, secret);
            return pages.confirm(session, new Confirmation("application.secret.delete", client.name(), action, path));
        });
    }

    /** Ends a secret now. */
    @POST
    @Path(DELETE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(
            @Context HttpHeaders headers,
            @PathParam("id") String id,
            @PathParam("secret") String secret,
            @Nullable Parameters body) {
        LoginSession session = pages.sender(headers, MemberPages.form(body));
        Application application = applications.require(session.user(), id);
        ClientSecretHash stored = require(application.client(), secret);
        if (applications.removeSecret(session.user(), application.client(), stored)) {
            return pages.seeOther(ApplicationPages.path(application) + "?done=secret")
                    .build();
        }
        String refused = applications.liveSecrets(application.client()).size() > 1 ? "ending" : "last";
        return pages.page(409, session, "application", views.application(application, refused))
                .build();
    }

    private ClientSecretHash require(Client client, String fingerprint) {
        return applications.liveSecrets(client).stream()
                .filter(secret -> secret.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow(MemberPages::missing);
    }
}
