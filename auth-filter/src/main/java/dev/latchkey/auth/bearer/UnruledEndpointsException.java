package dev.latchkey.auth.bearer;

/** The application does not start: nobody said who may use some of its endpoints. The message names them and the fix. */
public final class UnruledEndpointsException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnruledEndpointsException(String table) {
        super("The application does not start, because these endpoints have no access rule:\n\n" + table
                + "\n\nAnnotate each method or its class: @RequiresScope, @RolesAllowed, @PermitAll or @DenyAll. Or set"
                + " endpoints.defaultRule for all of them; endpoints.unruled: close starts without, and answers them"
                + " 403.");
    }
}
