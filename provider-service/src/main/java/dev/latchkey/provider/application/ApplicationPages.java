package dev.latchkey.provider.application;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.page.Part;
import dev.latchkey.provider.page.TypedLists;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.protocol.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the pages of people's own applications show. */
public final class ApplicationPages {
    // What may stand in the address after something was done.
    private static final Set<String> DONE = Set.of("registered", "saved", "deleted", "secret");
    private static final Set<String> REFUSED = Set.of("secrets", "changed", "last", "ending");
    private static final int URIS = 120;
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

    private final Applications applications;
    private final Snippets snippets;

    public ApplicationPages(Applications applications, Snippets snippets) {
        this.applications = applications;
        this.snippets = snippets;
    }

    /** The id in an address; 404 when no application can have such an id. */
    static ClientId id(String text) {
        return ClientId.parse(text).orElseThrow(MemberPages::missing);
    }

    static String path(ClientId id) {
        return "/applications/" + id + "/";
    }

    static String path(Application application) {
        return path(application.client().id());
    }

    /** The version that a form is about; one that there never is when it names none. */
    static long version(Parameters sent) {
        return sent.find("version")
                .filter(text -> VERSION.matcher(text).matches())
                .map(Long::parseLong)
                .orElse(-1L);
    }

    static Map<String, Object> list(Part<Application> part, @Nullable String done) {
        return Map.of(
                "applications",
                part.rows().stream().map(ApplicationPages::summary).toList(),
                "next",
                part.next(),
                "notice",
                notice(DONE, done));
    }

    private static Map<String, Object> summary(Application application) {
        return Map.of(
                "id", application.client().id().value(),
                "name", application.client().name(),
                "kind", application.kind().word(),
                "enabled", application.client().enabled(),
                "createdAt", application.createdAt());
    }

    private static String notice(Set<String> known, @Nullable String word) {
        return Optional.ofNullable(word)
                .filter(known::contains)
                .map("application."::concat)
                .orElse("");
    }

    static Map<String, Object> kinds(List<ApplicationKind> kinds, boolean unknown) {
        return Map.of("kinds", kinds.stream().map(ApplicationKind::word).toList(), "unknown", unknown);
    }

    static Map<String, Object> registration(ApplicationKind kind, ApplicationForm form, String request) {
        Map<String, Object> values = fields(kind, form);
        values.put("title", "application.register." + kind.word());
        values.put("action", "/applications/register/");
        values.put("back", "/applications/register/");
        values.put("hidden", Map.of("kind", kind.word(), "request", request));
        return values;
    }

    /** The form that changes an application of this version. */
    static Map<String, Object> change(Application application, ApplicationForm form, long version) {
        Map<String, Object> values = fields(application.kind(), form);
        values.put("title", "application.change");
        values.put("action", path(application) + "update/");
        values.put("back", path(application));
        values.put("hidden", Map.of("version", String.valueOf(version)));
        values.put("trusted", application.client().policy().trusted());
        return values;
    }

    /** The same after somebody else changed it: what was typed, and what there is now. */
    static Map<String, Object> conflict(Application now, ApplicationForm form) {
        Map<String, Object> values = change(now, form, now.client().version());
        values.put("now", Map.of("name", now.client().name(), "uris", uris(now.client())));
        return values;
    }

    /** What was typed about an application that is not there any more. */
    static Map<String, Object> gone(Parameters sent) {
        List<Map<String, String>> fields = List.of(
                Map.of("field", "name", "typed", sent.find("name").orElse("")),
                Map.of("field", "uris", "typed", sent.find("redirect_uris").orElse("")));
        return Map.of("key", "application.", "fields", fields, "back", "/applications/");
    }

    private static Map<String, Object> fields(ApplicationKind kind, ApplicationForm form) {
        return new HashMap<>(Map.of(
                "kind", kind.word(),
                "name", form.name(),
                "redirectUris", form.redirectUris(),
                "hasRedirectUris", kind.hasRedirectUris(),
                "errors", form.problems().byField()));
    }

    private static List<String> uris(Client client) {
        return client.permissions().redirectUris().stream()
                .map(RedirectUri::value)
                .toList();
    }

    /** All about an application; {@code word} is what was just done or refused. */
    Map<String, Object> application(Application application, @Nullable String word) {
        Client client = application.client();
        Map<String, Object> values = new HashMap<>(summary(application));
        values.put("version", String.valueOf(client.version()));
        values.put("uris", shown(uris(client)));
        values.put("more", uris(client).size() - shown(uris(client)).size());
        values.put("scopes", client.permissions().scopes().values());
        values.put("hasSecret", application.kind().hasSecret());
        values.put("secrets", secrets(client));
        values.put("overlapHours", applications.secretOverlap().toHours());
        values.put("use", snippets.of(application, Snippets.SECRET));
        values.put("notice", notice(DONE, word));
        values.put("refused", notice(REFUSED, word));
        return values;
    }

    // The form shows them all: here they would weigh more than the rest of the page.
    private static List<String> shown(List<String> uris) {
        List<String> shown =
                uris.stream().map(uri -> TypedLists.shortened(uri, URIS)).toList();
        return Part.light(shown, URIS, TypedLists::escaped);
    }

    private List<Map<String, Object>> secrets(Client client) {
        return applications.liveSecrets(client).stream()
                .map(ApplicationPages::secret)
                .toList();
    }

    private static Map<String, Object> secret(ClientSecretHash secret) {
        Map<String, Object> values = new HashMap<>(Map.of("id", secret.fingerprint(), "createdAt", secret.createdAt()));
        Optional.ofNullable(secret.expiresAt()).ifPresent(end -> values.put("expiresAt", end));
        return values;
    }

    /** The page that shows a secret, this once. */
    Map<String, Object> secret(Application application, Secret secret, boolean another) {
        return Map.of(
                "id", application.client().id().value(),
                "name", application.client().name(),
                "kind", application.kind().word(),
                "secret", secret.reveal(),
                "title", another ? "application.rotated" : "application.created",
                "overlapHours", another ? applications.secretOverlap().toHours() : -1L,
                "use", snippets.of(application, secret.reveal()));
    }
}
