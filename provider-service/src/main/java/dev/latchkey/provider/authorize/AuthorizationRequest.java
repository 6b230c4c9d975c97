package dev.latchkey.provider.authorize;

import dev.latchkey.provider.consent.ConsentKey;
import dev.latchkey.provider.protocol.CodeChallenge;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.token.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that passed every check (RFC 6749 §4.1.1).
 *
 * @param destination who asks, and where the answer goes
 * @param permission what is asked for
 * @param challenge what the code will be bound to; null where the client need not use PKCE
 * @param prompt what the user must be asked
 * @param maxAge how long ago the user may have logged in; null for any time
 * @param parameters what was sent
 */
record AuthorizationRequest(
        Destination destination,
        Permission permission,
        @Nullable CodeChallenge challenge,
        Prompt prompt,
        @Nullable Duration maxAge,
        Parameters parameters) {
    private static final List<String> KEPT = List.of(
            "response_type",
            "response_mode",
            "client_id",
            "redirect_uri",
            "scope",
            "resource",
            "state",
            "code_challenge",
            "code_challenge_method",
            "prompt",
            "max_age",
            "ui_locales");
    private static final int MAX_HINT = 150;
    private static final int MAX_LANGUAGES = 10;

    /** The grant that comes of it. */
    GrantType grantType() {
        return destination.fragment() ? GrantType.IMPLICIT : GrantType.AUTHORIZATION_CODE;
    }

    /** What must be kept of it to judge it again after a log-in. */
    String form() {
        return parameters.form(KEPT);
    }

    /** Whether the user must log in although {@code session} lives. */
    boolean wantsLogin(LoginSession session, Instant now) {
        return prompt.wantsLogin()
                || Optional.ofNullable(maxAge)
                        .filter(age -> !now.isBefore(session.authenticatedAt().plus(age)))
                        .isPresent();
    }

    /** Under which key the consent of {@code session}'s user is remembered. */
    ConsentKey consentKey(LoginSession session) {
        return new ConsentKey(session.user().id(), destination.client().id(), permission.audience());
    }

    /** The username that the client expects, cut to a username's length. */
    String loginHint() {
        String hint = parameters.find("login_hint").orElse("");
        return hint.length() > MAX_HINT ? "" : hint;
    }

    /** The languages that the user prefers, best first. */
    List<String> languages() {
        return Arrays.stream(parameters.find("ui_locales").orElse("").split(" ", MAX_LANGUAGES))
                .filter(tag -> tag.matches("[A-Za-z0-9-]{1,35}"))
                .toList();
    }
}
