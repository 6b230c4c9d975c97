package dev.latchkey.benchmarks.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.dropwizard.core.Configuration;

/** Reads the provider's own configuration file, and makes nothing of its section {@code provider}. */
public final class CeilingConfiguration extends Configuration {
    @JsonProperty
    private JsonNode provider = NullNode.getInstance();

    /** The section that is not used. */
    public JsonNode getProvider() {
        return provider;
    }
}
