package dev.latchkey.sample.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as a client sends one, unchecked; what is null was not sent.
 *
 * @param username the name to log in with
 * @param password read, never shown
 * @param email an address
 * @param firstName the given name
 * @param lastName the family name
 * @param groups the names of groups
 */
public record UserRequest(
        @JsonProperty("username") @Nullable String username,
        @JsonProperty("password") @Nullable String password,
        @JsonProperty("email") @Nullable String email,
        @JsonProperty("first_name") @Nullable String firstName,
        @JsonProperty("last_name") @Nullable String lastName,
        @JsonProperty("groups") @Nullable List<@Nullable String> groups) {
    @Override
    public String toString() {
        return "UserRequest[username=" + username + "]";
    }
}
