package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.SessionOrigin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request by a person's browser.
 *
 * @param browser which browser it is
 * @param isNew whether the browser does not know its id yet
 * @param login the session in which somebody is logged in, or null
 * @param origin what its user may recognise it by
 */
public record Visit(RowId browser, boolean isNew, @Nullable LoginSession login, SessionOrigin origin) {
    /** The session in which somebody is logged in. */
    public Optional<LoginSession> session() {
        return Optional.ofNullable(login);
    }
}
