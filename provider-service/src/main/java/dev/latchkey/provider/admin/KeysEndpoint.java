package dev.latchkey.provider.admin;

import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.key.WrappedKey;
import dev.latchkey.provider.protocol.Parameters;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/keys/}: the signing keys, another one, and the emergency in which one must go. */
@Path(EndpointPaths.ROOT + "/admin/keys")
public final class KeysEndpoint {
    private static final String PATH = "/admin/keys/";

    private final AdminPages pages;
    private final SigningKeys keys;
    private final SigningAlgorithm algorithm;

    public KeysEndpoint(AdminPages pages, SigningKeys keys, SigningAlgorithm algorithm) {
        this.pages = pages.in("admin/keys");
        this.keys = keys;
        this.algorithm = algorithm;
    }

    /** The keys with their states, oldest first; nothing of the private ones. */
    @GET
    public Response list(@Context HttpHeaders headers) {
        return pages.show(
                headers,
                PATH,
                session -> pages.page(
                        200,
                        session,
                        "admin-keys",
                        Map.of("keys", keys.refresh().stream().map(this::row).toList())));
    }

    private Map<String, Object> row(WrappedKey key) {
        return Map.of(
                "kid", key.keyId(),
                "published", key.createdAt(),
                "signs", key.activatesAt(),
                "state", state(key));
    }

    private String state(WrappedKey key) {
        if (keys.isSigning(key)) {
            return "signing";
        }
        return key.activatesAt().isAfter(pages.now()) ? "next" : "previous";
    }

    /** Asks before another key is published. */
    @GET
    @Path("/rotate")
    public Response askToRotate(@Context HttpHeaders headers) {
        return pages.ask(
                headers,
                PATH + "rotate",
                session -> pages.question(
                        200,
                        session,
                        Question.of("admin.key.rotate", "", PATH + "rotate", PATH, Map.of("newest", newest()))));
    }

    private String newest() {
        return keys.refresh().stream()
                .reduce((first, second) -> second)
                .map(WrappedKey::keyId)
                .orElse("");
    }

    /** Publishes another key; nothing happens when somebody else did so since the question. */
    @POST
    @Path("/rotate")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rotate(@Context HttpHeaders headers, @Nullable Parameters body) {
        return pages.takeRecent(headers, body, PATH + "rotate", (session, form) -> {
            if (form.find("newest").orElse("").equals(newest())) {
                keys.rotate(algorithm);
                pages.record(AdminPages.event(EventType.KEY_ROTATED, session).with("kid", newest()));
            }
            return pages.seeOther(PATH);
        });
    }

    /** Asks before a key is taken away, and says what that does. */
    @GET
    @Path("/remove")
    public Response askToRemove(@Context HttpHeaders headers, @QueryParam("kid") @Nullable String kid) {
        String wanted = Query.text(kid);
        return pages.ask(headers, PATH + "remove" + Query.of("kid", wanted), session -> {
            WrappedKey key = key(wanted);
            Map<String, String> fields = Map.of("kid", key.keyId());
            return pages.question(
                    200,
                    session,
                    Question.of("admin.key.remove." + state(key), key.keyId(), PATH + "remove", PATH, fields));
        });
    }

    private WrappedKey key(String kid) {
        return keys.refresh().stream()
                .filter(key -> key.keyId().equals(kid))
                .findFirst()
                .orElseThrow(MemberPages::missing);
    }

    /** Takes a key away at once. */
    @POST
    @Path("/remove")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@Context HttpHeaders headers, @Nullable Parameters body) {
        return pages.takeRecent(headers, body, PATH, this::remove);
    }

    private Response.ResponseBuilder remove(LoginSession session, Parameters form) {
        WrappedKey key = key(form.find("kid").orElse(""));
        keys.remove(key, algorithm);
        pages.record(AdminPages.event(EventType.KEY_REMOVED, session).with("kid", key.keyId()));
        return pages.seeOther(PATH);
    }
}
