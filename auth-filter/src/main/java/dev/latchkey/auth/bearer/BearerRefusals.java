package dev.latchkey.auth.bearer;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.auth.TokenFault;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** The answers to requests that are not let through: status, challenge and JSON body (RFC 6750 section 3,
 * RFC 9449 section 7.1). */
final class BearerRefusals {
    private final BearerChallenge challenge;
    private final OfferedSchemes schemes;

    /**
     * Refuses in the name of an API.
     *
     * @param metadataUrl where it describes itself (RFC 9728 section 5.1); empty for nowhere
     * @param schemes the schemes it names in its challenges
     */
    BearerRefusals(String realm, String metadataUrl, OfferedSchemes schemes) {
        this.challenge = BearerChallenge.of(realm).with("resource_metadata", metadataUrl);
        this.schemes = schemes;
    }

    /** 401 for a request without a token: no error code (RFC 6750 section 3.1). */
    BearerRefusal noToken(ScopeSet needed) {
        return refusal(
                401,
                challenge.with("scope", needed.toString()),
                "unauthorized",
                "An access token is needed: send it as Authorization: " + schemes.preferred() + " <token>.");
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

    /** 401 for a proof that does not fit the request (RFC 9449 section 7.1). */
    BearerRefusal badProof() {
        String error = "invalid_dpop_proof";
        String description = "The DPoP proof is invalid: make a new one for each request.";
        return refusal(onlyDpop(error, description), answer(401, error, description));
    }

    /** 401 for a proof without a current nonce, with one (RFC 9449 section 9). */
    BearerRefusal nonceWanted(String nonce) {
        String error = "use_dpop_nonce";
        String description = "The DPoP proof must have the nonce of the header DPoP-Nonce.";
        return refusal(
                onlyDpop(error, description), answer(401, error, description).header("DPoP-Nonce", nonce));
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

    private List<BearerChallenge> onlyDpop(String error, String description) {
        return List.of(schemes.in(TokenScheme.DPOP, failed(error, description)));
    }

    // In each scheme, so that a client finds what is wrong whichever it has used.
    private BearerRefusal refusal(int status, BearerChallenge failure, String error, String description) {
        return refusal(schemes.of(failure), answer(status, error, description));
    }

    private static BearerRefusal refusal(List<BearerChallenge> challenges, Response.ResponseBuilder answer) {
        challenges.forEach(one -> answer.header(HttpHeaders.WWW_AUTHENTICATE, one.toString()));
        return new BearerRefusal(answer.build());
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
