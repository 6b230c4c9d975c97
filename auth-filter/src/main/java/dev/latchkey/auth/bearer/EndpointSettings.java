package dev.latchkey.auth.bearer;

import org.jspecify.annotations.Nullable;

/**
 * How endpoints are guarded.
 *
 * @param unruled what becomes of the application where an endpoint has no rule; it does not start by default
 * @param defaultRule the rule of endpoints without one; null for none
 * @param formTokens whether a token may come as {@code access_token} in a form's body (RFC 6750 section 2.2); not by
 *     default
 */
public record EndpointSettings(
        UnruledEndpoints unruled, @Nullable DefaultRule defaultRule, boolean formTokens) {
    /** The settings where nothing is said. */
    public static final EndpointSettings DEFAULT = new EndpointSettings(UnruledEndpoints.REFUSE, null, false);

    /** Fills in what the file leaves out. */
    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"}) // Jackson hands null to what the file leaves out
    public EndpointSettings {
        unruled = unruled == null ? UnruledEndpoints.REFUSE : unruled;
    }
}
