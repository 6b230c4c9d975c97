package dev.latchkey.sample.group;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.accounts.Group;

/** A group as clients see one. */
record GroupAnswer(
        @JsonProperty("id") long id, @JsonProperty("name") String name) {
    static GroupAnswer of(Group group) {
        return new GroupAnswer(group.id(), group.name());
    }
}
