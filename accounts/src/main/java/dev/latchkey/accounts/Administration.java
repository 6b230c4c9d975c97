package dev.latchkey.accounts;

/** What became of an administrator's act on a user. */
public sealed interface Administration {
    /** It is done; the user as it is now. */
    record Done(User user) implements Administration {}

    /** No user has this id. */
    record NotFound() implements Administration {}

    /** Somebody else changed the user in the meantime; nothing was stored. The user as it is now. */
    record Outdated(User user) implements Administration {}

    /** The act is one that nobody does to themselves, so that the last administrator stays one. */
    record OwnAccount() implements Administration {}

    /** Who acts is no administrator, or no longer one. */
    record NotAllowed() implements Administration {}

    /** No group has this name; nothing was stored. */
    record UnknownGroup(String name) implements Administration {}
}
