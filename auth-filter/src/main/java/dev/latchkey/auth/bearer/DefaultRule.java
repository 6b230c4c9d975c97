package dev.latchkey.auth.bearer;

import dev.latchkey.auth.ScopeSet;
import java.util.List;

/** The rule of endpoints that nobody wrote one for. */
public enum DefaultRule {
    /** Nobody may use them. */
    DENY_ALL {
        @Override
        AccessRule rule(boolean reads) {
            return AccessRule.Closed.DENIED;
        }
    },
    /** Any valid token will do. */
    ANY_TOKEN {
        @Override
        AccessRule rule(boolean reads) {
            return AccessRule.Demand.ANY_TOKEN;
        }
    },
    /** The scope {@code read} for GET, HEAD and OPTIONS, {@code write} for the rest. */
    READ_WRITE {
        @Override
        AccessRule rule(boolean reads) {
            ScopeSet scope = ScopeSet.of(reads ? "read" : "write");
            return new AccessRule.Demand(ScopeRule.all(scope), List.of(), false);
        }
    };

    /** The rule, for requests that read or for those that write. */
    abstract AccessRule rule(boolean reads);
}
