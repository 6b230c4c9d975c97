package dev.latchkey.provider.device;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.Grant;
import java.time.Instant;
import java.util.Optional;

/** Where device codes are kept. Each method is one protocol act and one transaction. */
public interface DeviceCodeStore {
    /** Keeps a new code until {@code keptUntil}, of its user code a keyed hash; false when the user code is another's. */
    boolean keep(IssuedDeviceCode code, int interval, Instant keptUntil);

    /** The code with this id. */
    Optional<StoredDeviceCode> find(RowId id);

    /** Notes a poll, and how long the device must wait from now on. */
    void polled(RowId id, int interval, Instant now);

    /**
     * Lets the user see a waiting code: from then on nobody else can. Empty when there is no such code, when it is too
     * late, or when somebody else was first.
     */
    Optional<DeviceCode> claim(UserCode userCode, long userId, long userVersion, Instant now);

    /** Notes the decision of the user who claimed the code; false when it was decided before or it is too late. */
    boolean decide(RowId id, long userId, DeviceDecision decision, Instant now);

    /**
     * Makes the grant of an allowed code, once; false when it was made before or the user was disabled or changed.
     *
     * @param attempt an id of this very request, by which its own retry recognises itself
     */
    boolean redeem(Grant grant, RowId attempt, Instant now);
}
