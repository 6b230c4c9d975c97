package dev.latchkey.provider.event;

import java.util.Arrays;
import java.util.Optional;

/** Everything that is audited; {@code docs/reference/audit.md} explains each. Names never change. */
public enum EventType {
    TOKEN_ISSUED("token.issued", Outcome.SUCCESS, Kept.IN_LOG),
    TOKEN_REFUSED("token.refused", Outcome.FAILURE, Kept.IN_LOG),
    TOKEN_REVOKED("token.revoked", Outcome.SUCCESS, Kept.IN_LOG),
    REFRESH_REUSED("refresh.reused", Outcome.FAILURE, Kept.IN_LOG),
    CODE_REPLAYED("code.replayed", Outcome.FAILURE, Kept.IN_LOG),
    CLIENT_AUTHENTICATION_FAILED("client.authentication_failed", Outcome.FAILURE, Kept.IN_LOG),
    CLIENT_CREATED("client.created", Outcome.SUCCESS, Kept.IN_DATABASE),
    CLIENT_CHANGED("client.changed", Outcome.SUCCESS, Kept.IN_DATABASE),
    CLIENT_DISABLED("client.disabled", Outcome.SUCCESS, Kept.IN_DATABASE),
    CLIENT_ENABLED("client.enabled", Outcome.SUCCESS, Kept.IN_DATABASE),
    CLIENT_SECRET_ROTATED("client.secret_rotated", Outcome.SUCCESS, Kept.IN_DATABASE),
    CLIENT_SECRET_REMOVED("client.secret_removed", Outcome.SUCCESS, Kept.IN_DATABASE),
    CLIENT_DELETED("client.deleted", Outcome.SUCCESS, Kept.IN_DATABASE),
    USER_CREATED("user.created", Outcome.SUCCESS, Kept.IN_DATABASE),
    USER_CHANGED("user.changed", Outcome.SUCCESS, Kept.IN_DATABASE),
    USER_DISABLED("user.disabled", Outcome.SUCCESS, Kept.IN_DATABASE),
    USER_ENABLED("user.enabled", Outcome.SUCCESS, Kept.IN_DATABASE),
    USER_PASSWORD_SET("user.password_set", Outcome.SUCCESS, Kept.IN_DATABASE),
    USER_SIGNED_UP("user.signed_up", Outcome.SUCCESS, Kept.IN_DATABASE),
    USER_LOGGED_IN("user.logged_in", Outcome.SUCCESS, Kept.IN_DATABASE),
    USER_LOGIN_FAILED("user.login_failed", Outcome.FAILURE, Kept.IN_DATABASE),
    USER_LOGGED_OUT("user.logged_out", Outcome.SUCCESS, Kept.IN_DATABASE),
    USER_SESSION_ENDED("user.session_ended", Outcome.SUCCESS, Kept.IN_DATABASE),
    CONSENT_GIVEN("consent.given", Outcome.SUCCESS, Kept.IN_DATABASE),
    CONSENT_DENIED("consent.denied", Outcome.FAILURE, Kept.IN_DATABASE),
    CONSENT_WITHDRAWN("consent.withdrawn", Outcome.SUCCESS, Kept.IN_DATABASE),
    DEVICE_APPROVED("device.approved", Outcome.SUCCESS, Kept.IN_DATABASE),
    DEVICE_DENIED("device.denied", Outcome.FAILURE, Kept.IN_DATABASE),
    GROUP_CREATED("group.created", Outcome.SUCCESS, Kept.IN_DATABASE),
    GROUP_RENAMED("group.renamed", Outcome.SUCCESS, Kept.IN_DATABASE),
    GROUP_DELETED("group.deleted", Outcome.SUCCESS, Kept.IN_DATABASE),
    GRANTS_REVOKED("grants.revoked", Outcome.SUCCESS, Kept.IN_DATABASE),
    AUDIT_EXPORTED("audit.exported", Outcome.SUCCESS, Kept.IN_DATABASE),
    ADMINISTRATION_REFUSED("administration.refused", Outcome.FAILURE, Kept.IN_LOG),
    KEY_ROTATED("key.rotated", Outcome.SUCCESS, Kept.IN_DATABASE),
    KEY_REMOVED("key.removed", Outcome.SUCCESS, Kept.IN_DATABASE),
    KEY_REWRAPPED("key.rewrapped", Outcome.SUCCESS, Kept.IN_DATABASE),
    DATABASE_MIGRATED("database.migrated", Outcome.SUCCESS, Kept.IN_DATABASE),
    DATABASE_RESTORED("database.restored", Outcome.SUCCESS, Kept.IN_DATABASE),
    DATABASE_PURGED("database.purged", Outcome.SUCCESS, Kept.IN_DATABASE);

    /** Where an event goes. */
    private enum Kept {
        IN_LOG,
        /** Into the log as well. */
        IN_DATABASE
    }

    private final String word;
    private final Outcome outcome;
    private final Kept kept;

    EventType(String word, Outcome outcome, Kept kept) {
        this.word = word;
        this.outcome = outcome;
        this.kept = kept;
    }

    /** The name in logs, rows and metrics: what it happened to, a dot, what happened. */
    public String word() {
        return word;
    }

    /** The type of this name; empty when there is none. */
    public static Optional<EventType> named(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /** How the act ended. */
    public Outcome outcome() {
        return outcome;
    }

    /** Whether a row is kept: acts by people are, what clients do by the thousand is not. */
    public boolean isKeptInDatabase() {
        return kept == Kept.IN_DATABASE;
    }
}
