package dev.latchkey.sample.group;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A group as a client sends one, unchecked.
 *
 * @param name null if it was not sent
 */
public record GroupRequest(@JsonProperty("name") @Nullable String name) {}
