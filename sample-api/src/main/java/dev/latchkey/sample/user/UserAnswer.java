package dev.latchkey.sample.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.accounts.User;
import java.util.List;

/** A user as clients see one. */
record UserAnswer(
        @JsonProperty("id") long id,
        @JsonProperty("username") String username,
        @JsonProperty("email") String email,
        @JsonProperty("first_name") String firstName,
        @JsonProperty("last_name") String lastName,
        @JsonProperty("groups") List<String> groups) {
    static UserAnswer of(User user) {
        return new UserAnswer(
                user.id(), user.username().value(), user.email(), user.firstName(), user.lastName(), user.groups());
    }
}
