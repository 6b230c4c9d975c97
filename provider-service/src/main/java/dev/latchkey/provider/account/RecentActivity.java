package dev.latchkey.provider.account;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEntry;
import dev.latchkey.provider.event.AuditQuery;
import dev.latchkey.provider.event.AuditSearch;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.event.Outcome;
import dev.latchkey.provider.page.Part;
import dev.latchkey.provider.session.SignedInUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What happened to an account of late, for its owner to recognise: a new password, what applications were allowed, and
 * of the log-ins the first from each address.
 */
public final class RecentActivity {
    private static final int LOOKED_AT = 100;
    private static final int SHOWN = 8;
    // Bytes of the applications' names, so that the page stays light.
    private static final int NAMES = 900;
    private static final String LOG_IN = EventType.USER_LOGGED_IN.word();
    private static final Set<String> TYPES = Stream.of(
                    EventType.USER_SIGNED_UP,
                    EventType.USER_PASSWORD_SET,
                    EventType.USER_SESSION_ENDED,
                    EventType.USER_CHANGED,
                    EventType.CONSENT_GIVEN,
                    EventType.CONSENT_WITHDRAWN,
                    EventType.DEVICE_APPROVED,
                    EventType.CLIENT_CREATED)
            .map(EventType::word)
            .collect(toUnmodifiableSet());

    private final AuditSearch acts;
    private final ClientCache clients;

    public RecentActivity(AuditSearch acts, ClientCache clients) {
        this.acts = acts;
        this.clients = clients;
    }

    /** The newest first, a few; looks at the last 100 acts in one statement. */
    List<Map<String, Object>> of(SignedInUser user) {
        // Nobody who guesses at the password may push out what the owner should see.
        AuditQuery query = new AuditQuery(null, Outcome.SUCCESS, null, user.id(), null, null, null);
        List<AuditEntry> recent = acts.find(query, Optional.empty(), LOOKED_AT);
        Map<String, AuditEntry> firstLogIns = new HashMap<>();
        recent.stream()
                .filter(act -> act.type().equals(LOG_IN))
                .forEach(older -> firstLogIns.put(older.address(), older));
        List<Map<String, Object>> rows = recent.stream()
                .filter(act -> TYPES.contains(act.type()) || act.equals(firstLogIns.get(act.address())))
                .limit(SHOWN)
                .map(act -> row(act, Actor.user(user.id()).word().equals(act.actor())))
                .toList();
        return Part.light(rows, NAMES, row -> String.valueOf(row.get("application")));
    }

    // Where an administrator sat is nobody else's business.
    private Map<String, Object> row(AuditEntry act, boolean own) {
        return Map.of(
                "type", act.type(),
                "application", application(act.client()),
                "own", own,
                "address", own ? act.address() : "",
                "at", act.position().at());
    }

    private String application(String client) {
        return ClientId.parse(client).flatMap(clients::find).map(Client::name).orElse(client);
    }
}
