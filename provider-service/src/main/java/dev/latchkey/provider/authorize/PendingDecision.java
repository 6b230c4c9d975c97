package dev.latchkey.provider.authorize;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.Permission;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What stands sealed in the consent form: what was shown, and the request it was shown for.
 *
 * @param id the id of the code that an Allow makes, and a Deny burns: a form sent twice decides nothing more
 * @param shown what the page said would be allowed
 * @param form the request
 */
record PendingDecision(RowId id, String shown, String form) {
    static PendingDecision of(RowId id, AuthorizationRequest request) {
        return new PendingDecision(id, words(request.permission()), request.form());
    }

    String text() {
        return id + "\n" + shown + "\n" + form;
    }

    static PendingDecision read(String text) {
        String[] parts = text.split("\n", 3);
        return new PendingDecision(RowId.of(HexFormat.of().parseHex(parts[0])), parts[1], parts[2]);
    }

    Parameters parameters() {
        return Parameters.parse(form.getBytes(StandardCharsets.UTF_8));
    }

    /** What the page said. */
    Permission permission() {
        String[] parts = shown.split(" ", 2);
        return new Permission(parts[1].isEmpty() ? ScopeSet.empty() : ScopeSet.parse(parts[1]), parts[0]);
    }

    /** Whether {@code permission} is what the page said. */
    boolean showed(Permission permission) {
        return shown.equals(words(permission));
    }

    private static String words(Permission permission) {
        return permission.audience() + " " + permission.scope();
    }
}
