package dev.latchkey.auth.bearer;

import dev.latchkey.auth.TokenPrincipal;
import java.util.Optional;

/** The token stands for a user; other authentications are taken to do so. */
record UserRequirement() implements Requirement {
    @Override
    public Optional<BearerRefusal> refusal(Caller caller, BearerRefusals refusals) {
        return caller.token().filter(token -> !token.isUser()).map((TokenPrincipal token) -> refusals.noUser());
    }

    @Override
    public String toString() {
        return "a user";
    }
}
