package dev.latchkey.provider.application;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.application.ApplicationStore.Registration;
import dev.latchkey.provider.application.ApplicationStore.SecretAddition;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientChanges;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.event.ListChange;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.protocol.Secret;
import dev.latchkey.provider.session.SignedInUser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people do with their own applications. */
public final class Applications {
    // By then its last token has expired, and every process has seen that it is gone.
    private static final Duration KEPT_AFTER_DELETION = Duration.ofDays(400);

    private final ApplicationStore store;
    private final ClientRegistration registration;
    private final ApplicationSettings settings;
    private final ClientChanges changes;
    private final AuditTrail audit;
    private final InstantSource clock;

    public Applications(
            ApplicationStore store,
            ClientRegistration registration,
            ApplicationSettings settings,
            ClientChanges changes,
            AuditTrail audit,
            InstantSource clock) {
        this.store = store;
        this.registration = registration;
        this.settings = settings;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a registration brought.
     *
     * @param outcome what became of it
     * @param application the application; kept only if the outcome is {@code DONE}
     * @param secret its secret, in clear for the only time; empty for a kind without one
     */
    record Registered(Registration outcome, Application application, Optional<Secret> secret) {}

    /**
     * What became of a new secret.
     *
     * @param outcome whether it was added
     * @param secret the secret, in clear for the only time; good only if the outcome is {@code DONE}
     */
    record Rotated(SecretAddition outcome, Secret secret) {}

    List<Application> of(SignedInUser owner) {
        return store.of(owner.id());
    }

    /** An application of this person; 404 for any other. */
    Application require(SignedInUser owner, String id) {
        return find(owner, id).orElseThrow(MemberPages::missing);
    }

    /** The same; empty for any other. */
    Optional<Application> find(SignedInUser owner, String id) {
        return ClientId.parse(id).flatMap(parsed -> store.find(owner.id(), parsed));
    }

    /** The kinds that a person may register. */
    List<ApplicationKind> kindsFor(SignedInUser user) {
        boolean all = user.administrator() || settings.passwordGrant();
        return List.of(ApplicationKind.values()).stream()
                .filter(kind -> all || kind != ApplicationKind.LEGACY)
                .toList();
    }

    int most() {
        return settings.most();
    }

    Duration secretOverlap() {
        return settings.overlap();
    }

    Registered register(SignedInUser owner, ClientId id, ApplicationKind kind, ApplicationForm form) {
        ScopeSet scopes = settings.scopeSet();
        ClientRegistration.Registered made = registration.register(
                id,
                new ClientRegistration.Wanted(
                        form.name(),
                        kind.type(),
                        new ClientPermissions(kind.grantTypes(), scopes, scopes, form.uris()),
                        ClientTokens.of(TokenFormat.JWT),
                        policy(kind, form.uris())));
        Application application = new Application(made.client(), kind, clock.instant());
        Registration outcome = store.register(owner.id(), application, settings.most());
        if (outcome == Registration.DONE) {
            audit.record(event(EventType.CLIENT_CREATED, owner, id).with("kind", kind.word()));
        }
        return new Registered(outcome, application, made.secret());
    }

    private static ClientPolicy policy(ApplicationKind kind, List<RedirectUri> uris) {
        return new ClientPolicy(true, false, false, false, origins(kind, uris), true);
    }

    // The page of a single-page application calls the token endpoint itself.
    private static Set<String> origins(ApplicationKind kind, List<RedirectUri> uris) {
        return kind == ApplicationKind.SPA
                ? uris.stream().map(Applications::origin).collect(Collectors.toSet())
                : Set.of();
    }

    private static String origin(RedirectUri redirectUri) {
        URI uri = URI.create(redirectUri.value());
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** False, and nothing happens, when somebody changed it since {@code version}. */
    boolean change(SignedInUser owner, Application application, long version, ApplicationForm form) {
        Client client = application.client();
        ClientPermissions permissions = client.permissions();
        Client changed = client.with(
                form.name(),
                new ClientPermissions(
                        permissions.grantTypes(),
                        permissions.scopes(),
                        permissions.defaultScopes(),
                        form.uris(),
                        permissions.introspectsFor()),
                policy(application, form));
        boolean done = store.change(owner.id(), changed.at(version), clock.instant());
        if (done) {
            changes.changed(client.id());
            recordChange(event(EventType.CLIENT_CHANGED, owner, client.id()), client, changed);
        }
        return done;
    }

    // An administrator's trust is in what bears this name and gets its codes there: an owner cannot take it elsewhere.
    private static ClientPolicy policy(Application application, ApplicationForm form) {
        Client client = application.client();
        ClientPolicy before = client.policy();
        boolean same = client.name().equals(form.name())
                && redirects(uris(client), uris(form.uris())).isNone();
        return new ClientPolicy(
                before.pkceRequired(),
                before.pushedRequestRequired(),
                before.trusted() && same,
                before.implicit(),
                origins(application.kind(), form.uris()),
                before.selfRegistered());
    }

    private static ListChange redirects(List<String> before, List<String> after) {
        return ListChange.between("redirect_uris", before, after);
    }

    private void recordChange(AuditEvent event, Client before, Client after) {
        boolean renamed = !before.name().equals(after.name());
        boolean distrusted = before.policy().trusted() && !after.policy().trusted();
        ListChange uris = redirects(uris(before), uris(after));
        Stream<String> fields =
                Stream.of(renamed ? "name" : "", uris.isNone() ? "" : uris.field(), distrusted ? "trusted" : "");
        AuditEvent all =
                event.with("fields", fields.filter(field -> !field.isEmpty()).collect(Collectors.joining(",")));
        AuditEvent named = renamed ? all.with("before", before.name()).with("after", after.name()) : all;
        audit.record(distrusted ? named.with("trusted_before", "true").with("trusted_after", "false") : named);
        uris.events(event).forEach(audit::record);
    }

    private static List<String> uris(Client client) {
        return uris(client.permissions().redirectUris());
    }

    private static List<String> uris(List<RedirectUri> uris) {
        return uris.stream().map(RedirectUri::value).toList();
    }

    void delete(SignedInUser owner, ClientId id) {
        Instant now = clock.instant();
        if (store.delete(owner.id(), id, now, now.plus(KEPT_AFTER_DELETION))) {
            changes.disabled(id, now);
            audit.record(event(EventType.CLIENT_DELETED, owner, id));
        }
    }

    /** Makes another secret, unless somebody changed the client since {@code version}. */
    Rotated rotateSecret(SignedInUser owner, Client client, long version) {
        ClientRegistration.NewSecret fresh =
                registration.newSecret(client.id(), client.credentials().authentication());
        Instant now = clock.instant();
        SecretAddition outcome =
                store.addSecret(owner.id(), client.at(version), fresh.stored(), now.plus(settings.overlap()), now);
        if (outcome == SecretAddition.DONE) {
            changes.changed(client.id());
            audit.record(event(EventType.CLIENT_SECRET_ROTATED, owner, client.id()));
        }
        return new Rotated(outcome, fresh.secret());
    }

    /** The secrets that are good now, newest first. */
    List<ClientSecretHash> liveSecrets(Client client) {
        return client.credentials().liveSecrets(clock.instant());
    }

    /** False, and nothing happens, when it is gone, the only one, or the only one that does not end by itself. */
    boolean removeSecret(SignedInUser owner, Client client, ClientSecretHash secret) {
        boolean done = store.removeSecret(owner.id(), client.id(), secret, clock.instant());
        if (done) {
            changes.changed(client.id());
            audit.record(event(EventType.CLIENT_SECRET_REMOVED, owner, client.id()));
        }
        return done;
    }

    private static AuditEvent event(EventType type, SignedInUser owner, ClientId client) {
        return AuditEvent.of(type, Actor.user(owner.id())).user(owner.id()).client(client);
    }
}
