package dev.latchkey.accounts;

/** What became of an attempt to make a user. */
public sealed interface UserCreation {
    /** The user exists. */
    record Created(User user) implements UserCreation {}

    /** Another user, perhaps a disabled one, has a name with the same {@link UserName#key()}. */
    record UsernameTaken(UserName username) implements UserCreation {}

    /** No group has this name; nothing was stored. */
    record UnknownGroup(String name) implements UserCreation {}
}
