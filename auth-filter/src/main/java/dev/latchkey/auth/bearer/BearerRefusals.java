package dev.latchkey.auth.bearer;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.auth.TokenFault;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The answers to requests that are not let through: status, challenge and JSON body (RFC 6750 section 3). */
final class BearerRefusals {
    private final BearerChallenge challenge;

    /**
     * Refuses in the name of an API.
     *
     * @param metadataUrl where it describes itself (RFC 9728 section 5.1); empty for nowhere
     */
    BearerRefusals(String realm, String metadataUrl) {
        this.challenge = BearerChallenge.of(realm).with("resource_metadata", metadataUrl);
    }

    /** 401 for a request without a token: no error code (RFC 6750 section 3.1). */
    BearerRefusal noToken(ScopeSet needed) {
        return refusal(
                401,
                challenge.with("scope", needed.toString()),
                "unauthorized",
                "An access token is needed: send it as Authorization: Bearer <token>.");
    }

    /** 400 for a header that cannot be read in one way only. */
    BearerRefusal malformed(String advice) {
        return refusal(400, failed("invalid_request", advice), "invalid_request", advice);
    }

    /** 401 for a token that is not good. */
    BearerRefusal rejected(TokenFault fault) {
        String error = "invalid_token";
        return refusal(401, failed(error, fault.description()), error, fault.description());
    }

    /** 403 for a good token that allows too little. */
    BearerRefusal insufficientScope(ScopeSet needed) {
        String error = "insufficient_scope";
        String description = "You do not have permission to perform this action.";
        return refusal(403, failed(error, description).with("scope", needed.toString()), error, description);
    }

    /** 403 for an application's own token where a user is demanded. */
    BearerRefusal noUser() {
        String error = "insufficient_scope";
        String description = "A user's access token is needed: this one was issued to an application.";
        return refusal(403, failed(error, description), error, description);
    }

    /** 403 for a good token whose bearer does not have the role. */
    BearerRefusal noRole() {
        return insufficientScope(ScopeSet.empty());
    }

    /** 401 for a token whose user must sign in anew, or in another way (RFC 9470 section 3). */
    BearerRefusal insufficientAuthentication(AuthenticationRequirement demanded) {
        String error = "insufficient_user_authentication";
        String description = "The user must sign in anew for this: ask for a token with what the challenge names.";
        BearerChallenge step = failed(error, description).with("acr_values", String.join(" ", demanded.acr()));
        String maxAge = demanded.maxAge() == AuthenticationRequirement.ANY_AGE ? "" : "" + demanded.maxAge();
        return refusal(401, step.with("max_age", maxAge), error, description);
    }

    /** 403 for an endpoint that is open to nobody. */
    BearerRefusal closed(String description) {
        return new BearerRefusal(answer(403, "access_denied", description).build());
    }

    /** 503 for a token that cannot be judged at present. */
    BearerRefusal unavailable(Duration retryAfter) {
        return new BearerRefusal(answer(
                        503,
                        "temporarily_unavailable",
                        "The access token cannot be checked at the moment: try again in a few seconds.")
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
                .build());
    }

    private BearerChallenge failed(String error, String description) {
        return challenge.with("error", error).with("error_description", description);
    }

    private static BearerRefusal refusal(int status, BearerChallenge challenge, String error, String description) {
        return new BearerRefusal(answer(status, error, description)
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge.toString())
                .build());
    }

    // The texts are constants without anything to escape, so the body does not depend on the API's JSON settings.
    private static Response.ResponseBuilder answer(int status, String error, String description) {
        String body = "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}";
        return Response.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body);
    }
}
