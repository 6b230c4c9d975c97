package dev.latchkey.sample.verify;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.sample.api.Errors;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whose a token is; it takes none to ask. */
@Path("/api/verify")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public final class VerifyResource {
    private static final Logger LOG = LoggerFactory.getLogger(VerifyResource.class);

    private final TokenValidator tokens;

    /** Judges tokens as the filter does. */
    public VerifyResource(TokenValidator tokens) {
        this.tokens = tokens;
    }

    /** 200 with the user's name for a good token of a user; 403 for any other. */
    @POST
    public Response verify(@Nullable VerifyRequest request) {
        PresentedToken token = new PresentedToken(request == null || request.token() == null ? "" : request.token());
        TokenValidation validation = tokens.validate(token);
        if (validation instanceof Unavailable unavailable) {
            LOG.info("Cannot judge token {}: {}", token.fingerprint(), unavailable.logReason());
            return Errors.unavailable(
                    unavailable.retryAfter().toSeconds(), "The token cannot be judged at present: try again later.");
        }
        return usernameIn(validation)
                .map(username -> Response.ok(Map.of("user", username)).build())
                .orElseGet(() -> refusal(token, validation));
    }

    private static Optional<String> usernameIn(TokenValidation validation) {
        return validation instanceof Valid valid && valid.principal().isUser()
                ? valid.principal().username()
                : Optional.empty();
    }

    private static Response refusal(PresentedToken token, TokenValidation validation) {
        LOG.info(
                "Refused token {}: {}",
                token.fingerprint(),
                validation instanceof Rejected rejected ? rejected.logReason() : "it stands for no user");
        return Response.status(Response.Status.FORBIDDEN)
                .entity(Map.of("error", "invalid_request"))
                .build();
    }
}
