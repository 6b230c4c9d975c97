package dev.latchkey.provider.admin;

import dev.latchkey.provider.session.LoginSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds what hangs on a user. */
public final class UserBelongings {
    private final SessionDirectory sessions;
    private final GrantDirectory grants;
    private final ClientDirectory clients;

    public UserBelongings(SessionDirectory sessions, GrantDirectory grants, ClientDirectory clients) {
        this.sessions = sessions;
        this.grants = grants;
        this.clients = clients;
    }

    UserHoldings of(long user, Instant now) {
        List<LoginSession> live = sessions.of(user, now, UserHoldings.MOST);
        return new UserHoldings(
                live,
                grants.grants(new GrantFilter(user, null), Optional.empty(), now, UserHoldings.MOST),
                clients.ofOwner(user, Optional.empty(), UserHoldings.MOST));
    }
}
