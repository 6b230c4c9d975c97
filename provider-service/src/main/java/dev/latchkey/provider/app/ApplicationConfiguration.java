package dev.latchkey.provider.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.provider.bundle.HasProvider;
import dev.latchkey.provider.bundle.ProviderConfiguration;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configuration of the application: Dropwizard's sections and {@code provider}, {@code taskToken}. */
public final class ApplicationConfiguration extends Configuration implements HasProvider {
    private static final String TASK_TOKEN = "|[A-Za-z0-9_-]{32,256}";

    @Valid
    private final ProviderConfiguration provider;

    @Nullable
    @Pattern(
            regexp = TASK_TOKEN,
            message = "is not a token of 32 to 256 letters, digits, - and _: openssl rand -hex 32 makes one")
    private final String taskToken;

    /** Takes the provider's section, the defaults when it is left out, and the token of the admin port's tasks. */
    public ApplicationConfiguration(
            @JsonProperty("provider") @Nullable ProviderConfiguration provider,
            @JsonProperty("taskToken") @Nullable String taskToken) {
        this.provider = provider == null ? ProviderConfiguration.defaults() : provider;
        this.taskToken = taskToken;
    }

    /** The bearer token that the tasks of the admin port ask for; empty when they are off. */
    public Optional<String> taskToken() {
        return Optional.ofNullable(taskToken).filter(token -> !token.isEmpty());
    }

    @Override
    public ProviderConfiguration getProvider() {
        return provider;
    }
}
