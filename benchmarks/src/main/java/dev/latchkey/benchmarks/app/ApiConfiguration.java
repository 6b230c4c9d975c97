package dev.latchkey.benchmarks.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.latchkey.auth.bundle.BearerAuthConfiguration;
import dev.latchkey.auth.bundle.HasBearerAuth;
import io.dropwizard.core.Configuration;

/** Reads the sample API's own configuration file, and makes nothing of its section {@code database}. */
public final class ApiConfiguration extends Configuration implements HasBearerAuth {
    @JsonProperty
    private BearerAuthConfiguration bearerAuth = BearerAuthConfiguration.of("", "");

    @JsonProperty
    private JsonNode database = NullNode.getInstance();

    @Override
    public BearerAuthConfiguration getBearerAuth() {
        return bearerAuth;
    }

    /** The section that is not used. */
    public JsonNode getDatabase() {
        return database;
    }
}
