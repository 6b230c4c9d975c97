package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.endpoint.FieldProblems;
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

    Response.ResponseBuilder edit(
            int status, LoginSession session, Client client, ClientForm typed, FieldProblems problems) {
        return pages.page(status, session, "admin-application-edit", edit(client, typed, problems, List.of()));
    }

    /** The form again, with what somebody else stored in the meantime beside what was typed. */
    Response.ResponseBuilder conflict(LoginSession session, Client now, ClientForm typed) {
        List<Map<String, String>> differences = typed.differences(ClientForm.of(now));
        return pages.page(409, session, "admin-application-edit", edit(now, typed, new FieldProblems(), differences));
    }

    /** What was typed about a client that was deleted in the meantime. */
    Response.ResponseBuilder gone(LoginSession session, ClientForm typed) {
        return pages.gone(session, "admin.application.", typed.differences(ClientForm.empty()), "/admin/applications/");
    }

    private static Map<String, Object> edit(
            Client client, ClientForm typed, FieldProblems problems, List<Map<String, String>> differences) {
        return Map.of(
                "id", client.id().value(),
                "name", client.name(),
                "owned", client.policy().selfRegistered(),
                "version", client.version(),
                "texts", typed.texts(),
                "ticked", typed.ticked().stream().sorted().toList(),
                "grants", ClientForm.GRANTS.stream().map(ClientForm::box).toList(),
                "errors", problems.byField(),
                "differences", differences);
    }
}
