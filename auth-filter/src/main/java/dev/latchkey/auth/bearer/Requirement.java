package dev.latchkey.auth.bearer;

import java.util.Optional;

/** What a rule asks of a caller besides scopes. */
interface Requirement {
    /** The refusal of a caller who does not have it. */
    Optional<BearerRefusal> refusal(Caller caller, BearerRefusals refusals);
}
