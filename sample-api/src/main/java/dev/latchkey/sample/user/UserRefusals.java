package dev.latchkey.sample.user;

import dev.latchkey.accounts.User;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserOutcome;
import dev.latchkey.sample.api.ApiException;
import java.util.Map;

/** What a client is told when the store does not do as asked. */
final class UserRefusals {
    private UserRefusals() {}

    static User orRefuse(UserCreation creation) {
        if (creation instanceof UserCreation.Created created) {
            return created.user();
        }
        if (creation instanceof UserCreation.UnknownGroup) {
            throw unknownGroup();
        }
        throw usernameTaken();
    }

    static void orRefuse(UserOutcome outcome) {
        if (outcome instanceof UserOutcome.NotFound) {
            throw notFound();
        }
        if (outcome instanceof UserOutcome.IsAdministrator) {
            throw administrator();
        }
        if (outcome instanceof UserOutcome.UnknownGroup) {
            throw unknownGroup();
        }
        if (outcome instanceof UserOutcome.UsernameTaken) {
            throw usernameTaken();
        }
    }

    static ApiException notFound() {
        return ApiException.notFound("There is no user with this id: list the users at /users/.");
    }

    static ApiException administrator() {
        return ApiException.forbidden("This user is an administrator, whom only the provider can change.");
    }

    private static ApiException usernameTaken() {
        return ApiException.taken("username", "This username is taken: choose another one.");
    }

    private static ApiException unknownGroup() {
        return ApiException.invalid(Map.of("groups", "Not all of these groups exist: list them at /groups/."));
    }
}
