package dev.latchkey.provider.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.limit.PendingLimit;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RowIds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Keeps pushed authorization requests until they are used, once, within a minute (RFC 9126 §2.2, §7.3). */
public final class PushedRequests {
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";
    private static final int STATUS = 400;

    private final PushedRequestStore store;
    private final HandleSealer sealer;
    private final RowIds ids;
    private final InstantSource clock;
    private final PendingLimit limit;

    public PushedRequests(
            PushedRequestStore store, HandleSealer sealer, RowIds ids, InstantSource clock, PendingLimit limit) {
        this.store = store;
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
        this.limit = limit;
    }

    /** Whether an authorization request refers to a pushed one. */
    static boolean isMeant(Parameters sent) {
        return sent.find("request_uri").filter(uri -> uri.startsWith(PREFIX)).isPresent();
    }

    /**
     * Keeps a request; its {@code request_uri}.
     *
     * @throws OAuthException too_many_requests when too many of the client's wait
     */
    String keep(AuthorizationRequest request) {
        requireRoom(request.destination().client());
        PushedRequest pushed = new PushedRequest(
                ids.next(),
                request.destination().client().id(),
                request.form(),
                clock.instant().plus(LIFETIME));
        store.keep(pushed);
        return PREFIX + sealer.seal(new Handle(HandleKind.PUSHED_REQUEST, pushed.id(), 0));
    }

    private void requireRoom(Client client) {
        String id = client.id().value();
        if (client.type() == ClientType.PUBLIC) {
            limit.requireOfPublic(id);
        } else {
            limit.require(id);
        }
    }

    /**
     * The parameters that were pushed; whatever else was sent counts for nothing (RFC 9101 §5).
     *
     * @throws PageRefusedException when there is no such request, or it is another client's: nobody knows where to
     *     answer
     */
    Parameters take(Parameters sent) {
        if (sent.find("request").isPresent()) {
            throw refused("A request has request or request_uri, not both. Leave one out.");
        }
        Optional<ClientId> client = sent.find("client_id").flatMap(ClientId::parse);
        return sent.find("request_uri")
                .filter(uri -> sent.repeated().isEmpty())
                .flatMap(uri -> sealer.open(HandleKind.PUSHED_REQUEST, uri.substring(PREFIX.length())))
                .flatMap(handle -> store.take(handle.id()))
                .filter(pushed -> clock.instant().isBefore(pushed.expiresAt()))
                .filter(pushed -> client.filter(pushed.client()::equals).isPresent())
                .map(pushed -> Parameters.parse(pushed.form().getBytes(UTF_8)))
                .orElseThrow(() -> refused(
                        "The request_uri is unknown, used, expired or another client's. Push the request again."));
    }

    private static PageRefusedException refused(String sentence) {
        return new PageRefusedException(STATUS, "error.pushed", "invalid_request", sentence);
    }
}
