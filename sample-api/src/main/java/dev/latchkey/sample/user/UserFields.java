package dev.latchkey.sample.user;

import dev.latchkey.accounts.PasswordPolicy;
import dev.latchkey.accounts.UserName;
import dev.latchkey.sample.api.Fields;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The checked fields of a user; what is null was not sent.
 *
 * @param username the name to log in with
 * @param password as typed
 * @param email an address, or the empty string
 * @param firstName the given name
 * @param lastName the family name
 * @param groups the names of groups, which may not exist
 */
record UserFields(
        @Nullable UserName username,
        @Nullable String password,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable List<String> groups) {
    private static final PasswordPolicy ANY_PASSWORD = PasswordPolicy.ofLength(1);
    private static final Pattern EMAIL = Pattern.compile("|[^\\s@]+@[^\\s@]+");
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 150;
    private static final int MOST_GROUPS = 100;

    /** All of a new user; what may be left out is empty. */
    static UserFields ofNewUser(@Nullable UserRequest request) {
        return check(request, List.of("username", "password"), null).filled();
    }

    /** All of a user but the password, which stays if it is not sent. */
    static UserFields ofWholeUser(@Nullable UserRequest request, UserName current) {
        return check(request, List.of("username"), current).filled();
    }

    /** Only what was sent. */
    static UserFields ofSomeFields(@Nullable UserRequest request, UserName current) {
        return check(request, List.of(), current);
    }

    private static UserFields check(@Nullable UserRequest sent, List<String> wanted, @Nullable UserName current) {
        UserRequest request = sent == null ? new UserRequest(null, null, null, null, null, null) : sent;
        Fields fields = new Fields();
        if (wanted.contains("username")) {
            fields.require("username", request.username());
        }
        if (wanted.contains("password")) {
            fields.require("password", request.password());
        }
        UserName username = usernameOf(fields, request);
        checkPassword(fields, request.password(), username == null ? current : username);
        checkDetails(fields, request);
        List<String> groups = groupsOf(fields, request);
        fields.throwIfAny();
        return new UserFields(
                username, request.password(), request.email(), request.firstName(), request.lastName(), groups);
    }

    private static @Nullable UserName usernameOf(Fields fields, UserRequest request) {
        return request.username() == null
                ? null
                : fields.parsed("username", UserName.parse(request.username()), UserName.RULE);
    }

    private static void checkPassword(Fields fields, @Nullable String password, @Nullable UserName username) {
        if (password != null && username != null) {
            ANY_PASSWORD.refusal(password, username).ifPresent(sentence -> fields.refuse("password", sentence));
        }
    }

    private static void checkDetails(Fields fields, UserRequest request) {
        fields.checkText("email", request.email(), LONGEST_EMAIL);
        fields.checkText("first_name", request.firstName(), LONGEST_NAME);
        fields.checkText("last_name", request.lastName(), LONGEST_NAME);
        // The column counts some characters twice, so the address is measured as the column measures it.
        if (request.email() != null
                && (request.email().length() > LONGEST_EMAIL
                        || !EMAIL.matcher(request.email()).matches())) {
            fields.refuse("email", "An e-mail address is wanted, or nothing.");
        }
    }

    private static @Nullable List<String> groupsOf(Fields fields, UserRequest request) {
        List<@Nullable String> groups = request.groups();
        if (groups == null) {
            return null;
        }
        if (groups.size() > MOST_GROUPS || groups.stream().anyMatch(Objects::isNull)) {
            fields.refuse("groups", "At most " + MOST_GROUPS + " names of groups are wanted.");
            return null;
        }
        return List.copyOf(groups);
    }

    private UserFields filled() {
        return new UserFields(
                username,
                password,
                Objects.requireNonNullElse(email, ""),
                Objects.requireNonNullElse(firstName, ""),
                Objects.requireNonNullElse(lastName, ""),
                Objects.requireNonNullElse(groups, List.of()));
    }

    @Override
    public String toString() {
        return "UserFields[username=" + username + "]";
    }
}
