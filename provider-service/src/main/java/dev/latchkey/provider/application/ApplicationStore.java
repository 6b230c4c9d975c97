package dev.latchkey.provider.application;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where people's own applications are kept. Each method is one act and one transaction, and touches nothing that
 * belongs to anybody but {@code owner}.
 */
public interface ApplicationStore {
    /** What became of a registration. */
    enum Registration {
        DONE,
        /** There is an application with this id: the form was sent before. */
        SENT_BEFORE,
        /** The owner has as many as a person may have. */
        TOO_MANY
    }

    /** What became of a new secret. */
    enum SecretAddition {
        DONE,
        /** The application is not what it was when its owner looked at it. */
        CHANGED,
        /** There are as many live ones as there may be. */
        TOO_MANY
    }

    /** The applications of a person, by name. */
    List<Application> of(long owner);

    /** One application of a person. */
    Optional<Application> find(long owner, ClientId id);

    /** Keeps a new application, unless its owner has {@code most} already. */
    Registration register(long owner, Application application, int most);

    /**
     * Keeps name, redirect URIs, origins and trust of a changed application. False, and nothing happens, when its version in
     * the database is no longer the one that {@code changed} says.
     */
    boolean change(long owner, Client changed, Instant now);

    /** Ends all that an application may do, and hides it; its row may go at {@code forgottenAt}. */
    boolean delete(long owner, ClientId id, Instant now, Instant forgottenAt);

    /** Gives an application of this version another secret; those it has end at {@code oldOnesEnd} at the latest. */
    SecretAddition addSecret(long owner, Client client, ClientSecretHash secret, Instant oldOnesEnd, Instant now);

    /**
     * Ends a secret now. False, and nothing happens, when it is not there, or no other would go on: it is the only one
     * that is live, or the only one that does not end by itself.
     */
    boolean removeSecret(long owner, ClientId client, ClientSecretHash secret, Instant now);
}
