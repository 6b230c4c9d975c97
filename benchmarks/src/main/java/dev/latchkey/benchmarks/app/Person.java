package dev.latchkey.benchmarks.app;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the API answers.
 *
 * @param id a number
 * @param username a name
 */
public record Person(@JsonProperty long id, @JsonProperty String username) {
    static final Person ALICE = new Person(1, "alice");
}
