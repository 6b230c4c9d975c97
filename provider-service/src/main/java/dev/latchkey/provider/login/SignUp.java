package dev.latchkey.provider.login;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.PasswordFault;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.PasswordPolicy;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.provider.endpoint.PasswordTexts;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.limit.Admission;
import dev.latchkey.provider.limit.GuessLimit;
import dev.latchkey.provider.limit.SourceAddress;
import dev.latchkey.provider.protocol.OAuthException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rule by which people make accounts, on the page and through the API; nobody is logged in by it. */
public final class SignUp {
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";
    // Without a name that is good, a password is judged by all else there is to say about it.
    private static final UserName NOBODY = new UserName("-");

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
    public SignUp(
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

    /** What came of it. */
    sealed interface Result {
        /** There is a new account. */
        record Made(UserName username) implements Result {}

        /** Fields that are not good, the name's first; at least one. */
        record Refused(List<Problem> problems) implements Result {
            public Refused {
                problems = List.copyOf(problems);
            }
        }

        /** Somebody has this name, in this spelling or one that looks the same. */
        record Taken(Problem problem) implements Result {}
    }

    /**
     * What is wrong with a field.
     *
     * @param sentence what is wrong, for developers, in English
     * @param key the name of the sentence for people, among the texts of the pages
     * @param argument what that sentence names; may be empty
     */
    record Problem(String field, String sentence, String key, String argument) {}

    /**
     * Makes the account.
     *
     * @throws OAuthException too_many_requests when the address has tried too often
     */
    Result make(SignUpRequest request) {
        Optional<UserName> username = UserName.parse(request.username());
        List<Problem> problems = problems(request.password(), username);
        if (username.isEmpty() || !problems.isEmpty()) {
            return new Result.Refused(problems);
        }
        requireAttempt();
        // Hashed before anybody looks whether the name is taken: both cost the same.
        UserCreation creation = users.create(NewUser.of(username.get(), hasher.hash(request.password())));
        if (creation instanceof UserCreation.Created created) {
            long id = created.user().id();
            audit.record(AuditEvent.of(EventType.USER_SIGNED_UP, Actor.user(id)).user(id));
            return new Result.Made(created.user().username());
        }
        return new Result.Taken(
                new Problem(USERNAME, "This username is taken: choose another.", "signup.username.taken", ""));
    }

    /** The fewest characters a password may have. */
    int minimumLength() {
        return policy.minimumLength();
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

    private List<Problem> problems(String password, Optional<UserName> username) {
        List<Problem> problems = new ArrayList<>();
        if (username.isEmpty()) {
            problems.add(new Problem(USERNAME, UserName.RULE, "signup.username.wrong", ""));
        }
        if (password.isEmpty()) {
            problems.add(new Problem(PASSWORD, "The password is missing: choose one.", "password.missing", ""));
        } else {
            policy.fault(password, username.orElse(NOBODY)).map(this::problem).ifPresent(problems::add);
        }
        return problems;
    }

    private Problem problem(PasswordFault fault) {
        return new Problem(
                PASSWORD, policy.sentence(fault), PasswordTexts.key(fault), PasswordTexts.argument(fault, policy));
    }
}
