package dev.latchkey.provider.account;

import java.time.Instant;
import java.util.List;

/** Where it stands what people allowed: their grants and what is remembered of their consent. */
public interface AuthorizedAppStore {
    /**
     * What a person allowed that holds at {@code now}; an application stands there once for each time that it was
     * allowed something else. Bounded.
     */
    List<AuthorizedApp> of(long userId, Instant now);
}
