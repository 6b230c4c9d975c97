package dev.latchkey.provider.application;

import dev.latchkey.provider.application.ApplicationStore.Registration;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.RowIds;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/applications/register/}: a person registers an application, its kind first. */
@Path(EndpointPaths.ROOT + "/applications/register")
public final class RegistrationEndpoint {
    private static final String HERE = "/applications/register/";

    private final Applications applications;
    private final ApplicationPages views;
    private final MemberPages pages;
    private final HandleSealer sealer;
    private final RowIds ids;

    public RegistrationEndpoint(
            Applications applications, ApplicationPages views, MemberPages pages, HandleSealer sealer, RowIds ids) {
        this.applications = applications;
        this.views = views;
        this.pages = pages;
        this.sealer = sealer;
        this.ids = ids;
    }

    /** The kinds there are; with {@code kind} the fields that this kind needs. */
    @GET
    public Response show(@Context HttpHeaders headers, @QueryParam("kind") @Nullable String word) {
        Optional<ApplicationKind> kind = Optional.ofNullable(word).flatMap(ApplicationKind::named);
        String here = kind.map(any -> HERE + "?kind=" + any.word()).orElse(HERE);
        return pages.show(
                headers,
                here,
                session -> kind.filter(applications.kindsFor(session.user())::contains)
                        .map(any -> form(200, session, any, ApplicationForm.of("", List.of()), ids.next()))
                        .orElseGet(() -> kinds(session, word == null ? 200 : 400)));
    }

    private Response.ResponseBuilder kinds(LoginSession session, int status) {
        return pages.page(
                status,
                session,
                "application-kinds",
                ApplicationPages.kinds(applications.kindsFor(session.user()), status != 200));
    }

    private Response.ResponseBuilder form(
            int status, LoginSession session, ApplicationKind kind, ApplicationForm form, RowId id) {
        String request = sealer.seal(new Handle(HandleKind.FORM, id, 0));
        return pages.page(status, session, "application-form", ApplicationPages.registration(kind, form, request));
    }

    /** Registers: the page with the secret, this once; 303 to the application where there is none. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response register(@Context HttpHeaders headers, @Nullable Parameters body) {
        Parameters sent = MemberPages.form(body);
        LoginSession session = pages.sender(headers, sent);
        Optional<ApplicationKind> kind = sent.find("kind")
                .flatMap(ApplicationKind::named)
                .filter(applications.kindsFor(session.user())::contains);
        return kind.map(any -> register(session, any, sent))
                .orElseGet(() -> kinds(session, 400))
                .build();
    }

    private Response.ResponseBuilder register(LoginSession session, ApplicationKind kind, Parameters sent) {
        RowId id = row(sent);
        ApplicationForm form = ApplicationForm.read(kind, sent);
        if (!form.isGood()) {
            return form(400, session, kind, form, id);
        }
        Applications.Registered registered = applications.register(session.user(), ClientId.of(id), kind, form);
        if (registered.outcome() == Registration.TOO_MANY) {
            form.problems().add("name", 0, "application.many", String.valueOf(applications.most()));
            return form(409, session, kind, form, id);
        }
        if (registered.outcome() == Registration.SENT_BEFORE
                || registered.secret().isEmpty()) {
            return pages.seeOther(ApplicationPages.path(registered.application()) + "?done=registered");
        }
        return pages.page(
                201,
                session,
                "application-secret",
                views.secret(registered.application(), registered.secret().get(), false));
    }

    // The same form makes the same application, however often a browser sends it.
    private RowId row(Parameters sent) {
        return sent.find("request")
                .map(text ->
                        sealer.open(HandleKind.FORM, text).map(Handle::id).orElseThrow(PageRefusedException::forged))
                .orElseGet(ids::next);
    }
}
