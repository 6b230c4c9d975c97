package dev.latchkey.accounts;

/** What became of an attempt to make, rename or delete a group. */
public sealed interface GroupOutcome {
    /** The group as it is now, or as it was before it was deleted. */
    record Done(Group group) implements GroupOutcome {}

    /** No group has this id. */
    record NotFound() implements GroupOutcome {}

    /** Another group has a name with the same {@link GroupName#key()}. */
    record NameTaken(GroupName name) implements GroupOutcome {}

    /** Somebody else renamed the group in the meantime; nothing was stored. The group as it is now. */
    record Outdated(Group group) implements GroupOutcome {}
}
