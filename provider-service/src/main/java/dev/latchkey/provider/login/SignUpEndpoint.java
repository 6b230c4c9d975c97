package dev.latchkey.provider.login;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.PasswordPolicy;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.provider.endpoint.Answers;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.limit.Admission;
import dev.latchkey.provider.limit.GuessLimit;
import dev.latchkey.provider.limit.SourceAddress;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthError;
import dev.latchkey.provider.protocol.OAuthException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /sign_up/}: a person makes an account; nobody is logged in by it. */
@Path(EndpointPaths.ROOT + "/sign_up")
public final class SignUpEndpoint {
    private static final String TAKEN = "This username is taken: choose another.";

    private final UserStore users;
    private final PasswordHasher hasher;
    private final PasswordPolicy policy;
    private final GuessLimit<SourceAddress> attempts;
    private final AuditTrail audit;

    /**
     * Takes what it works with.
     *
     * @param attempts how often an address may try: the answer tells whether a name is taken
     */
    public SignUpEndpoint(
            UserStore users,
            PasswordHasher hasher,
            PasswordPolicy policy,
            GuessLimit<SourceAddress> attempts,
            AuditTrail audit) {
        this.users = users;
        this.hasher = hasher;
        this.policy = policy;
        this.attempts = attempts;
        this.audit = audit;
    }

    /** Answers 201 with the username, 409 when it is taken, 400 with the fields that are not good, 429 after too many. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    @Produces(MediaType.WILDCARD)
    public Response signUp(@Nullable SignUpRequest body) {
        SignUpRequest request = body == null ? new SignUpRequest("", "") : body;
        Optional<UserName> username = UserName.parse(request.username());
        Map<String, String> fields = problems(request, username);
        if (username.isEmpty() || !fields.isEmpty()) {
            return Answers.error(new OAuthError(ErrorCode.INVALID_REQUEST, description(fields)), fields)
                    .build();
        }
        requireAttempt();
        // Hashed before anybody looks whether the name is taken: both cost the same.
        UserCreation creation = users.create(NewUser.of(username.get(), hasher.hash(request.password())));
        if (creation instanceof UserCreation.Created created) {
            long id = created.user().id();
            audit.record(AuditEvent.of(EventType.USER_SIGNED_UP, Actor.user(id)).user(id));
            Map<String, String> answer =
                    Map.of("username", created.user().username().value());
            return Answers.unstored(Response.status(Response.Status.CREATED).entity(answer))
                    .build();
        }
        return Answers.error(new OAuthError(ErrorCode.USERNAME_TAKEN, TAKEN), Map.of("username", TAKEN))
                .build();
    }

    private void requireAttempt() {
        SourceAddress address = SourceAddress.ofRequest();
        Admission admission = attempts.begin(address);
        if (!(admission instanceof Admission.Granted)) {
            int wait = admission instanceof Admission.Locked locked ? locked.seconds() : 1;
            throw OAuthException.tooManyAttempts("too many sign-ups from one address", wait);
        }
        attempts.wrong(address);
    }

    private Map<String, String> problems(SignUpRequest request, Optional<UserName> username) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (username.isEmpty()) {
            fields.put("username", UserName.RULE);
        }
        username.flatMap(name -> policy.refusal(request.password(), name))
                .ifPresent(sentence -> fields.put("password", sentence));
        if (request.password().isEmpty()) {
            fields.put("password", "The password is missing: choose one.");
        }
        return fields;
    }

    private static String description(Map<String, String> fields) {
        return "Correct these fields and send the request again: " + String.join(", ", fields.keySet()) + ".";
    }
}
