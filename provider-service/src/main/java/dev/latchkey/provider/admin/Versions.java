package dev.latchkey.provider.admin;

import dev.latchkey.accounts.Administration;
import dev.latchkey.accounts.AdministrationTarget;
import dev.latchkey.accounts.User;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;

/** The version that a form was made from, which decides who of two was first. */
final class Versions {
    private Versions() {}

    /** The version in the form; one that nothing has when it is missing or odd. */
    static long seen(Parameters form) {
        return form.find("version").flatMap(Query::number).orElse(-1L);
    }

    static AdministrationTarget target(LoginSession session, long user, Parameters form) {
        return new AdministrationTarget(session.user().id(), user, seen(form));
    }

    /**
     * The user after an act that was done.
     *
     * @throws PageRefusedException when it was refused for good
     */
    static User done(Administration outcome) {
        if (outcome instanceof Administration.Done done) {
            return done.user();
        }
        if (outcome instanceof Administration.NotFound) {
            throw MemberPages.missing();
        }
        if (outcome instanceof Administration.OwnAccount) {
            throw new PageRefusedException(
                    409,
                    "error.own",
                    "conflict",
                    "Administrators cannot disable or demote themselves: the last one would be gone. Ask another one.");
        }
        throw new PageRefusedException(
                403, "error.administrator", "access_denied", "The user is no administrator. Log in as one.");
    }
}
