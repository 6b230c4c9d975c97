package dev.latchkey.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.accounts.database.DatabaseSettings;
import dev.latchkey.auth.bundle.BearerAuthConfiguration;
import dev.latchkey.auth.bundle.HasBearerAuth;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** The sample API's configuration file; {@code config.yml} documents every key. */
public final class SampleConfiguration extends Configuration implements HasBearerAuth {
    @Valid
    @NotNull
    @JsonProperty
    private BearerAuthConfiguration bearerAuth = BearerAuthConfiguration.of("", "");

    @Valid
    @NotNull
    @JsonProperty
    private DatabaseSettings database = DatabaseSettings.of(DatabaseSettings.DEFAULT_URL);

    @Override
    public BearerAuthConfiguration getBearerAuth() {
        return bearerAuth;
    }

    /** Where the users and groups are. */
    public DatabaseSettings getDatabase() {
        return database;
    }
}
