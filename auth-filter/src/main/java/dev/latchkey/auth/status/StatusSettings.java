package dev.latchkey.auth.status;

import dev.latchkey.auth.disk.CopyDirectory;
import dev.latchkey.auth.http.WaitingRoom;
import java.time.Duration;
import java.util.Set;

/**
 * How far status lists are trusted.
 *
 * @param origins where lists may be: the issuer's origin and those that are allowed besides
 * @param maxAge how old a list, by its {@code iat}, may be before the tokens in it cannot be judged any more
 * @param maximumLists how many lists are kept at once; each takes up to 1 MB
 * @param clockSkew how far a list's {@code iat} may be ahead
 * @param copies where copies of the lists are kept
 * @param waiting where requests wait for a list
 */
public record StatusSettings(
        Set<Origin> origins,
        Duration maxAge,
        int maximumLists,
        Duration clockSkew,
        CopyDirectory copies,
        WaitingRoom waiting) {
    /** Copies the origins. */
    public StatusSettings {
        origins = Set.copyOf(origins);
    }

    /** Waits in a room of its own. */
    public StatusSettings(
            Set<Origin> origins, Duration maxAge, int maximumLists, Duration clockSkew, CopyDirectory copies) {
        this(origins, maxAge, maximumLists, clockSkew, copies, WaitingRoom.ordinary());
    }

    boolean allows(String uri) {
        return Origin.of(uri).filter(origins::contains).isPresent();
    }
}
