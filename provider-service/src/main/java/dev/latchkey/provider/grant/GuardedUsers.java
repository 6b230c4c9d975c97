package dev.latchkey.provider.grant;

import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.limit.Admission;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.token.GrantUser;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Users whose passwords cannot be guessed by trying: after too many wrong ones nothing is checked for a while, and
 * right, wrong and unknown get the same answer. Every way to send a password leads through here.
 */
public final class GuardedUsers implements UserAuthenticator {
    private final UserAuthenticator users;
    private final Function<String, Optional<Long>> ids;
    private final PasswordAttempts attempts;
    private final AuditTrail audit;

    /**
     * Guards {@code users}.
     *
     * @param ids the id of the account with a name, enabled or not; empty when there is none
     */
    public GuardedUsers(
            UserAuthenticator users,
            Function<String, Optional<Long>> ids,
            PasswordAttemptSettings settings,
            InstantSource clock,
            AuditTrail audit) {
        this.users = users;
        this.ids = ids;
        this.attempts = new PasswordAttempts(settings, clock);
        this.audit = audit;
    }

    /**
     * The user, when the password is right and the user may log in.
     *
     * @throws OAuthException too_many_requests when there were too many wrong passwords, temporarily_unavailable when
     *     too many log in at once
     */
    @Override
    public Optional<GrantUser> authenticate(String username, String password) {
        PasswordSource source = PasswordSource.of(username);
        require(attempts.begin(source));
        Optional<GrantUser> user = checked(source, username, password);
        if (user.isPresent()) {
            attempts.right(source);
        } else {
            failed(username, attempts.wrong(source));
        }
        return user;
    }

    private static void require(Admission admission) {
        if (admission instanceof Admission.Locked locked) {
            throw OAuthException.tooManyAttempts("too many wrong passwords", locked.seconds());
        }
        if (admission instanceof Admission.Full) {
            throw OAuthException.unavailable("too many passwords for one account or from one address at once", 1);
        }
    }

    private Optional<GrantUser> checked(PasswordSource source, String username, String password) {
        boolean checked = false;
        try {
            Optional<GrantUser> user = users.authenticate(username, password);
            checked = true;
            return user;
        } finally {
            if (!checked) {
                attempts.unchecked(source);
            }
        }
    }

    // By the id of an account that there is, never by the name: who types the password into the wrong field sends it as
    // the name. Known and unknown cost the same.
    private void failed(String username, boolean isFirst) {
        AuditEvent nobodys = AuditEvent.of(EventType.USER_LOGIN_FAILED, Actor.ANONYMOUS);
        AuditEvent event = ids.apply(username).map(nobodys::user).orElse(nobodys);
        if (isFirst) {
            audit.record(event);
        } else {
            audit.note(event);
        }
    }
}
