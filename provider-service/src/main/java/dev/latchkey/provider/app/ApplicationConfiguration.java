package dev.latchkey.provider.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.provider.bundle.HasProvider;
import dev.latchkey.provider.bundle.ProviderConfiguration;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;

/** The configuration of the application: Dropwizard's sections and {@code provider}. */
public final class ApplicationConfiguration extends Configuration implements HasProvider {
    @Valid
    private final ProviderConfiguration provider;

    /** Takes the section; the defaults when it is left out. */
    public ApplicationConfiguration(@JsonProperty("provider") ProviderConfiguration provider) {
        this.provider = provider == null ? ProviderConfiguration.defaults() : provider;
    }

    @Override
    public ProviderConfiguration getProvider() {
        return provider;
    }
}
