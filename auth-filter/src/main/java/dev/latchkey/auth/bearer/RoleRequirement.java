package dev.latchkey.auth.bearer;

import java.util.List;
import java.util.Optional;

/**
 * The caller has one of these roles.
 *
 * @param roles the roles; nobody fulfils an empty list
 */
record RoleRequirement(List<String> roles) implements Requirement {
    RoleRequirement {
        roles = List.copyOf(roles);
    }

    @Override
    public Optional<BearerRefusal> refusal(Caller caller, BearerRefusals refusals) {
        boolean has = roles.stream().anyMatch(caller.context()::isUserInRole);
        return has ? Optional.empty() : Optional.of(refusals.noRole());
    }

    @Override
    public String toString() {
        return "role " + (roles.isEmpty() ? "of nobody" : String.join(" or ", roles));
    }
}
