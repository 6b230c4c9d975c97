package dev.latchkey.provider.login;

import dev.latchkey.provider.endpoint.Answers;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthError;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /sign_up/}: programs make accounts for people; nobody is logged in by it. */
@Path(EndpointPaths.ROOT + "/sign_up")
public final class SignUpEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(SignUpEndpoint.class);
    private static final OAuthError NOTHING_TO_READ = new OAuthError(
            ErrorCode.INVALID_TOKEN,
            "Reading needs authentication, and there is nothing to read. Send username and password with POST.");
    // Without an error: no token was sent (RFC 6750 section 3.1).
    private static final String CHALLENGE = "Bearer realm=\"Latchkey\"";

    private final SignUp rule;

    public SignUpEndpoint(SignUp rule) {
        this.rule = rule;
    }

    /** Asks for authentication: 401. Whoever signed up is not to be read here. */
    @GET
    @Produces(MediaType.WILDCARD)
    public Response show() {
        LOG.info(
                "refused: {} (sign-up is not for reading)",
                NOTHING_TO_READ.code().code());
        return Answers.error(NOTHING_TO_READ)
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .build();
    }

    /** Answers 201 with the username, 409 when it is taken, 400 with the fields that are not good, 429 after too many. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    @Produces(MediaType.WILDCARD)
    public Response signUp(@Nullable SignUpRequest body) {
        SignUp.Result result = rule.make(body == null ? new SignUpRequest("", "") : body);
        if (result instanceof SignUp.Result.Made made) {
            Map<String, String> answer = Map.of("username", made.username().value());
            return Answers.unstored(Response.status(Response.Status.CREATED).entity(answer))
                    .build();
        }
        if (result instanceof SignUp.Result.Taken taken) {
            return refusal(ErrorCode.USERNAME_TAKEN, taken.problem().sentence(), List.of(taken.problem()));
        }
        List<SignUp.Problem> problems = ((SignUp.Result.Refused) result).problems();
        return refusal(ErrorCode.INVALID_REQUEST, description(problems), problems);
    }

    // Which fields, and not what was in them.
    private static Response refusal(ErrorCode code, String description, List<SignUp.Problem> problems) {
        Map<String, String> fields = new LinkedHashMap<>();
        problems.forEach(problem -> fields.put(problem.field(), problem.sentence()));
        LOG.info("refused: {} ({})", code.code(), fields.keySet());
        return Answers.error(new OAuthError(code, description), fields).build();
    }

    private static String description(List<SignUp.Problem> problems) {
        List<String> fields = problems.stream().map(SignUp.Problem::field).toList();
        return "Correct these fields and send the request again: " + String.join(", ", fields) + ".";
    }
}
