package dev.latchkey.provider.account;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.consent.ConsentStore;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.session.SignedInUser;
import dev.latchkey.provider.token.RevocationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a person allowed to whom, and how it is taken back. */
public final class AuthorizedApps {
    private final AuthorizedAppStore store;
    private final ConsentStore consents;
    private final RevocationStore tokens;
    private final AuditTrail audit;
    private final InstantSource clock;

    public AuthorizedApps(
            AuthorizedAppStore store,
            ConsentStore consents,
            RevocationStore tokens,
            AuditTrail audit,
            InstantSource clock) {
        this.store = store;
        this.consents = consents;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /** Each application once, by name. */
    List<AuthorizedApp> of(SignedInUser user) {
        Map<ClientId, AuthorizedApp> apps = new LinkedHashMap<>();
        store.of(user.id(), clock.instant()).forEach(app -> apps.merge(app.client(), app, AuthorizedApp::and));
        return apps.values().stream()
                .sorted(Comparator.comparing(AuthorizedApp::name)
                        .thenComparing(app -> app.client().value()))
                .toList();
    }

    /**
     * Takes back all that an application was allowed: codes that are not redeemed yet first, then its tokens. False when
     * there was nothing.
     */
    boolean withdraw(SignedInUser user, ClientId client) {
        Instant now = clock.instant();
        // A form that is sent twice, or names what was never allowed, is no event.
        boolean listed =
                store.of(user.id(), now).stream().anyMatch(app -> app.client().equals(client));
        boolean allowed = consents.withdraw(user.id(), client, now) || listed;
        tokens.revokeGrants(user.id(), client, now);
        if (allowed) {
            audit.record(AuditEvent.of(EventType.CONSENT_WITHDRAWN, Actor.user(user.id()))
                    .user(user.id())
                    .client(client));
        }
        return allowed;
    }
}
