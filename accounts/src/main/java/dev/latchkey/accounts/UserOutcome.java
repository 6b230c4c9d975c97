package dev.latchkey.accounts;

/** What became of an attempt to change or disable a user. */
public sealed interface UserOutcome {
    /** The change is stored and the version raised. */
    record Done() implements UserOutcome {}

    /** No enabled user has this id. */
    record NotFound() implements UserOutcome {}

    /** The user is an administrator, whom only the provider changes. */
    record IsAdministrator() implements UserOutcome {}

    /** Another user has a name with the same {@link UserName#key()}; nothing was stored. */
    record UsernameTaken(UserName username) implements UserOutcome {}

    /** No group has this name; nothing was stored. */
    record UnknownGroup(String name) implements UserOutcome {}
}
