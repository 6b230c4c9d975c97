package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the pages about applications show: never a secret. */
final class ClientPages {
    /** The end of the address after an act that must be repeated. */
    static final String MORE = "more";

    private static final String SAVED = "saved";

    private final AdminPages pages;

    ClientPages(AdminPages pages) {
        this.pages = pages;
    }

    /** Where the page of a client is. */
    static String path(String id) {
        return "/admin/application/" + Query.of("id", id);
    }

    Response.ResponseBuilder one(LoginSession session, Client client, ClientRow row, @Nullable String done) {
        ClientForm now = ClientForm.of(client);
        Map<String, Object> values = new HashMap<>(row.values());
        values.put("type", client.type().name());
        values.put(
                "methods",
                client.credentials().methods().stream()
                        .map(ClientAuthenticationMethod::word)
                        .sorted()
                        .collect(Collectors.joining(", ")));
        values.put("texts", now.texts());
        values.put("ticked", now.ticked().stream().sorted().toList());
        values.put(
                "acts",
                ClientAct.forClient(client.enabled()).stream()
                        .map(ClientAct::word)
                        .toList());
        values.put("notice", notice(done));
        return pages.page(200, session, "admin-application", values);
    }

    private static String notice(@Nullable String done) {
        if (SAVED.equals(done) || MORE.equals(done)) {
            return "admin.application." + done;
        }
        return done == null
                ? ""
                : ClientAct.named(done).map(act -> act.key() + ".done").orElse("");
    }

    /** A form, filled in. */
    Response.ResponseBuilder edit(
            ClientFormPart part,
            int status,
            LoginSession session,
            Client client,
            ClientForm typed,
            FieldProblems problems) {
        Map<String, Object> values = form(client, typed);
        values.put("errors", problems.byField());
        return pages.page(status, session, template(part), values);
    }

    private static String template(ClientFormPart part) {
        return "admin-application-" + part.word();
    }

    /** The form again, with what somebody else stored in the meantime beside what was typed. */
    Response.ResponseBuilder conflict(ClientFormPart part, LoginSession session, Client now, Parameters form) {
        ClientForm stored = ClientForm.of(now);
        ClientForm typed = ClientForm.of(part, form, stored);
        Map<String, Object> values = form(now, typed);
        values.put("conflict", true);
        values.put("differences", typed.differences(stored));
        return pages.page(409, session, template(part), values);
    }

    /** What was typed about a client that was deleted in the meantime. */
    Response.ResponseBuilder gone(ClientFormPart part, LoginSession session, Parameters form) {
        ClientForm nothing = ClientForm.empty();
        List<Map<String, String>> typed = ClientForm.of(part, form, nothing).differences(nothing);
        return pages.gone(session, "admin.application.", typed, "/admin/applications/");
    }

    private static Map<String, Object> form(Client client, ClientForm typed) {
        return new HashMap<>(Map.of(
                "id", client.id().value(),
                "name", client.name(),
                "owned", client.policy().selfRegistered(),
                "version", client.version(),
                "texts", typed.texts(),
                "ticked", typed.ticked().stream().sorted().toList(),
                "grants", ClientForm.GRANTS.stream().map(ClientForm::box).toList(),
                "errors", Map.of(),
                "conflict", false,
                "differences", List.of()));
    }
}
